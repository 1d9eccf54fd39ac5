// A scrolling box that stays at its end while things are added, unless somebody scrolled up.

const NEAR = 90;

export class Stick {
  /** `onEnd()` is called whenever the end is reached. */
  constructor(box, onEnd = () => {}) {
    this.box = box;
    this.onEnd = onEnd;
    this.atEnd = true;
    this.top = 0;
    this.settle = () => this.atEnd && this.toEnd();
    box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(this.settle).observe(box);
  }

  /** Only a move upwards leaves the end: what is added meanwhile also puts it out of sight. */
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.box;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.reached();
    else if (scrollTop < this.top) this.atEnd = false;
    this.top = scrollTop;
  }

  reached() {
    this.atEnd = true;
    this.onEnd();
  }

  /** Go to the end; once a frame, because measuring lays out the whole box. */
  toEnd() {
    this.reached();
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.box.scrollTop = this.box.scrollHeight;
    });
  }
}
