/* Where opposing areas touch: solid where claims from both sides are near and recent, dashed where it is inferred,
 * ticked like a ladder where the ground on either side is contested. */
(function () {
  "use strict";
  const REACH_PX = 7;
  Furat.FrontLines = Furat.CanvasLayer.extend({
    options: { pane: "furat-fronts", level: 420, padding: 0.2 },
    layerName: "fronts",
    start() {
      this.fronts = [];
      this.hub.listen("furat:picture", (picture) => {
        this.fronts = picture.features
          .filter((f) => f.properties.kind === "front")
          .map((f) => ({ properties: f.properties, lines: Furat.project(f.geometry) }));
        this.later();
        this.tell();
      });
      this.hub.listen("furat:state", (state) => {
        if (state.shown.fronts !== this.wasShown) this.later();
        this.wasShown = state.shown.fronts;
        this.tell();
      });
    },
    tell() {
      const shown = this.hub.state.shown.fronts ? this.fronts : [];
      this.hub.report("fronts", {
        count: shown.length,
        confirmed: shown.some((f) => f.properties.status === "confirmed"),
        inferred: shown.some((f) => f.properties.status === "inferred"),
        contested: shown.some((f) => f.properties.status === "contested"),
      });
    },
    paint(ctx, { zoom }) {
      ctx.lineJoin = "round";
      const width = zoom < 7 ? 2 : zoom < 10 ? 2.6 : 3.2;
      const draw = (fronts, colour, thick, dash, cap) => {
        ctx.beginPath();
        for (const front of fronts) this.trace(ctx, front.lines, false);
        ctx.lineCap = cap || "round";
        ctx.strokeStyle = colour;
        ctx.lineWidth = thick;
        ctx.setLineDash(dash || []);
        ctx.stroke();
        ctx.setLineDash([]);
      };
      const of = (status) => this.fronts.filter((f) => f.properties.status === status);
      draw(this.fronts, "rgba(255,255,255,0.9)", width + 3);
      draw(of("contested"), this.options.colour, width * 1.9, [1.6, 2.6], "butt");
      draw(of("inferred"), this.options.colour, width * 0.85, [width * 2.6, width * 1.9], "butt");
      draw(of("confirmed"), this.options.colour, width);
    },
    pick(latlng) {
      if (!this.frame) return null;
      const x = Furat.mercatorX(latlng.lng);
      const y = Furat.mercatorY(latlng.lat);
      const reach = REACH_PX / this.frame.scale;
      let best = null;
      for (const front of this.fronts) {
        for (const { xy, box } of front.lines) {
          if (x < box[0] - reach || x > box[2] + reach || y < box[1] - reach || y > box[3] + reach) continue;
          for (let i = 2; i < xy.length; i += 2) {
            const dx = xy[i] - xy[i - 2], dy = xy[i + 1] - xy[i - 1];
            const t = Math.max(0, Math.min(1, ((x - xy[i - 2]) * dx + (y - xy[i - 1]) * dy) / (dx * dx + dy * dy || 1)));
            const far = Math.hypot(x - xy[i - 2] - t * dx, y - xy[i - 1] - t * dy);
            if (far < reach && (!best || far < best.far)) best = { far, front };
          }
        }
      }
      if (!best) return null;
      const p = best.front.properties;
      const areas = this.hub.layers.areas;
      const names = (p.actors || []).map((id) => (areas ? this.hub.label(areas.actor(id).label) : id));
      return {
        chosen: { kind: "front", day: Furat.isoOf(this.hub.state.last), claims: p.claims || [], actors: p.actors || [] },
        lines: () => this.hub.pictureLines(p, names, "front"),
      };
    },
  });
})();
