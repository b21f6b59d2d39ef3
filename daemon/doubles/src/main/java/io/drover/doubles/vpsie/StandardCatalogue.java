package io.drover.doubles.vpsie;

import java.util.List;

/** What is sold where when nobody says otherwise, at prices like VPSie's. */
final class StandardCatalogue {
  static final List<String> IMAGES =
      List.of("ubuntu-22.04", "ubuntu-24.04", "debian-12", "rockylinux-9");

  private StandardCatalogue() {}

  static List<Datacenter> datacenters() {
    return List.of(
        Datacenter.of(1, "us-east-1", "New York", "New York", "United States", "North America"),
        Datacenter.of(
            2, "us-west-1", "Los Angeles", "California", "United States", "North America"),
        Datacenter.of(3, "eu-west-1", "Amsterdam", "North Holland", "Netherlands", "Europe"),
        Datacenter.of(4, "eu-central-1", "Frankfurt", "Hesse", "Germany", "Europe"));
  }

  static List<Plan> plans() {
    return List.of(
        shared(101, "s-1c-1g", 1, 1, 25, "6.00"),
        shared(102, "s-1c-2g", 1, 2, 50, "12.00"),
        shared(103, "s-2c-4g", 2, 4, 80, "24.00"),
        shared(104, "s-4c-8g", 4, 8, 160, "48.00"),
        shared(105, "s-8c-16g", 8, 16, 320, "96.00"),
        shared(106, "s-16c-32g", 16, 32, 640, "192.00"),
        Plan.of(201, "c-4c-8g", "cpu-optimized", new Plan.Size(4, 8192, 100, 5000), "68.00"),
        Plan.of(202, "c-8c-16g", "cpu-optimized", new Plan.Size(8, 16384, 200, 5000), "136.00"),
        Plan.of(301, "m-2c-16g", "high-memory", new Plan.Size(2, 16384, 100, 4000), "72.00"),
        Plan.of(302, "m-4c-32g", "high-memory", new Plan.Size(4, 32768, 200, 4000), "144.00")
            .onlyIn("us-east-1", "eu-central-1"));
  }

  private static Plan shared(
      int number, String name, int cpu, int ramGb, int ssdGb, String monthly) {
    return Plan.of(
        number, name, "standard", new Plan.Size(cpu, ramGb * 1024, ssdGb, 1000 * cpu), monthly);
  }
}
