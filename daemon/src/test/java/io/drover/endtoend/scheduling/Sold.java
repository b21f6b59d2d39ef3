package io.drover.endtoend.scheduling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Four sizes of machines in three zones, on demand and as spot. */
final class Sold {
  static final String GPU = "example.com/gpu";

  /** A label of every offering that grows with its size. */
  static final String RANK = "rank";

  /** The sizes without accelerators. */
  static final List<String> PLAIN_TYPES = List.of("small", "medium", "large");

  static final String GPU_TYPE = "gpu";

  private static final BigDecimal SPOT_SHARE = new BigDecimal("0.35");
  private static final List<Size> SIZES =
      List.of(
          new Size("small", 2, 4, 0, "0.04"),
          new Size("medium", 4, 8, 0, "0.08"),
          new Size("large", 8, 16, 0, "0.15"),
          new Size(GPU_TYPE, 4, 16, 2, "0.50"));

  private record Size(String type, int cpu, int memoryGi, int gpus, String price) {}

  private Sold() {}

  static List<Map<String, Object>> offerings() {
    List<Map<String, Object>> offerings = new ArrayList<>();
    for (Size size : SIZES) {
      for (String zone : RandomNodes.ZONES) {
        offerings.add(offering(size, zone, "on-demand", new BigDecimal(size.price)));
        offerings.add(
            offering(size, zone, "spot", new BigDecimal(size.price).multiply(SPOT_SHARE)));
      }
    }
    return offerings;
  }

  private static Map<String, Object> offering(
      Size size, String zone, String capacityType, BigDecimal price) {
    return Tree.of(
        "instanceType",
        size.type,
        "zone",
        zone,
        "capacityType",
        capacityType,
        "pricePerHour",
        price.toPlainString(),
        "capacity",
        Tree.of(
            "cpu",
            Integer.toString(size.cpu),
            "memory",
            size.memoryGi + "Gi",
            "pods",
            "110",
            "ephemeral-storage",
            "100Gi",
            GPU,
            size.gpus == 0 ? null : Integer.toString(size.gpus)),
        "labels",
        Tree.of(
            RandomNodes.ZONE, zone, RandomNodes.REGION, "r1", RANK, Integer.toString(size.cpu)));
  }
}
