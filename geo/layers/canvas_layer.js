(function () {
  "use strict";
  /* A canvas that covers the view with a margin, moves with it, and is drawn anew when the view comes to rest. */
  Furat.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.2, pane: "furat" },
    initialize(options) {
      L.Renderer.prototype.initialize.call(this, options);
    },
    beforeAdd(map) {
      const { pane, level } = this.options;
      if (!map.getPane(pane)) {
        map.createPane(pane);
        map.getPane(pane).style.zIndex = level;
        map.getPane(pane).style.pointerEvents = "none";
      }
    },
    onAdd(map) {
      this.hub = map.furat;
      if (this.layerName) this.hub.layers[this.layerName] = this;
      this.start();
      L.Renderer.prototype.onAdd.call(this, map);
    },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.style.pointerEvents = "none";
      this._container.setAttribute("aria-hidden", "true");
      this.ctx = this._container.getContext("2d");
    },
    _destroyContainer() {
      if (this._frame) cancelAnimationFrame(this._frame);
      this._container.remove();
    },
    getEvents() {
      const events = L.Renderer.prototype.getEvents.call(this);
      events.move = this._keepCovered;
      return events;
    },
    _keepCovered() {
      if (this._map._animatingZoom || this._zoom !== this._map.getZoom() || !this._bounds) return;
      const offset = this._map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(offset, offset.add(this._map.getSize()));
      if (!this._bounds.contains(view)) this._update();
    },
    _update() {
      if (!this._map || (this._map._animatingZoom && this._bounds)) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const density = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = density * size.x;
      this._container.height = density * size.y;
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this.redraw();
    },
    later() {
      if (this._frame || !this._map) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = null;
        if (this._map && !this._map._animatingZoom) this.redraw();
      });
    },
    redraw() {
      if (!this._bounds || !this._map) return;
      const density = window.devicePixelRatio || 1;
      const { min, max } = this._bounds;
      this.ctx.setTransform(1, 0, 0, 1, 0, 0);
      this.ctx.clearRect(0, 0, this._container.width, this._container.height);
      this.ctx.setTransform(density, 0, 0, density, -min.x * density, -min.y * density);
      const scale = this._map.options.crs.scale(this._map.getZoom());
      const origin = this._map.getPixelOrigin();
      this.frame = {
        scale, ox: origin.x, oy: origin.y, min, max, zoom: this._map.getZoom(),
        box: [(min.x + origin.x) / scale, (min.y + origin.y) / scale, (max.x + origin.x) / scale, (max.y + origin.y) / scale],
      };
      if (this._map.furat.state.shown[this.layerName] === false) {
        this.hidden && this.hidden();
        return;
      }
      this.paint(this.ctx, this.frame);
    },
    trace(ctx, rings, close) {
      const { scale, ox, oy, box } = this.frame;
      let any = false;
      for (const ring of rings) {
        const b = ring.box;
        if (b[2] < box[0] || b[0] > box[2] || b[3] < box[1] || b[1] > box[3]) continue;
        any = true;
        const xy = ring.xy;
        // Points closer than half a pixel add nothing to the line.
        const least = 0.5 / scale;
        let px = xy[0];
        let py = xy[1];
        ctx.moveTo(px * scale - ox, py * scale - oy);
        for (let i = 2; i < xy.length; i += 2) {
          const x = xy[i];
          const y = xy[i + 1];
          if (i < xy.length - 2 && Math.abs(x - px) < least && Math.abs(y - py) < least) continue;
          ctx.lineTo(x * scale - ox, y * scale - oy);
          px = x;
          py = y;
        }
        if (close) ctx.closePath();
      }
      return any;
    },
  });
})();
