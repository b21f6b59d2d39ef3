package io.drover.verticles.provider.vpsie;

import io.drover.verticles.http.Http.Outcome;
import java.util.Map;

/** What the VPSie in memory sells: three plans in one datacenter that is open; another is not. */
final class Catalog {
  private Catalog() {}

  static Outcome datacenters(VpsieShape shape) {
    String document =
        """
        {"error":false,"data":[
         {"id":"dc1","name":"New York","code":"us-ny","country":"United States","available":true},
         {"id":"dc2","name":"London","code":"uk-lon","country":"United Kingdom","available":false}]}
        """;
    String apps =
        """
        {"error":false,"total":2,"data":[
         {"identifier":"dc1","dc_name":"New York","state":"NY","is_active":1,"is_deleted":0},
         {"identifier":"dc2","dc_name":"London","state":"","is_active":1,"is_deleted":1}]}
        """;
    return FakeVpsie.answered(200, shape == VpsieShape.DOCUMENT ? document : apps, Map.of());
  }

  static Outcome plans(VpsieShape shape) {
    String document =
        """
        {"error":false,"data":[
         {"id":"p-small","name":"Small","cpu":1,"ram":2048,"disk":40,"price":7.3,
          "hourly_price":0.01,"available":true,"datacenter_id":"dc1"},
         {"id":"p-medium","name":"Medium","cpu":2,"ram":4096,"disk":80,"price":14.6,
          "hourly_price":0.02,"available":true,"datacenter_id":""},
         {"id":"p-large","name":"Large","cpu":4,"ram":8192,"disk":160,"price":29.2,
          "hourly_price":0,"available":true,"datacenter_id":"dc1"},
         {"id":"p-gone","name":"Gone","cpu":8,"ram":8192,"disk":160,"price":1,
          "hourly_price":0.001,"available":false,"datacenter_id":"dc1"},
         {"id":"p-far","name":"Far","cpu":8,"ram":8192,"disk":160,"price":1,
          "hourly_price":0.001,"available":true,"datacenter_id":"dc2"}],
         "pagination":{"total":5,"count":5,"per_page":100,"current_page":1,"total_pages":1}}
        """;
    String apps =
        """
        {"error":false,"data":[
         {"identifier":"p-small","nickname":"Small","cpu":1,"ram":2048,"ssd":40,"price":7.3},
         {"identifier":"p-medium","nickname":"Medium","cpu":2,"ram":4096,"ssd":80,"price":14.6},
         {"identifier":"p-large","nickname":"Large","cpu":4,"ram":8192,"ssd":160,"price":29.2}]}
        """;
    return FakeVpsie.answered(200, shape == VpsieShape.DOCUMENT ? document : apps, Map.of());
  }
}
