package io.drover.daemon.cli;

import io.drover.rules.engine.CaseResult;
import io.drover.rules.engine.PolicyProblem;
import io.drover.rules.engine.TestRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results of cases in the XML that build servers read. */
final class JunitReport {
  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes the file anew; what could not be run is an error in a suite of its own. */
  static void write(TestRun run, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      new JunitReport(xml).write(run);
      xml.close();
    } catch (XMLStreamException unwritable) {
      throw new IOException(unwritable);
    }
  }

  private void write(TestRun run) throws XMLStreamException {
    Map<String, List<CaseResult>> suites = new TreeMap<>();
    run.cases()
        .forEach(one -> suites.computeIfAbsent(one.path(), any -> new ArrayList<>()).add(one));
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    for (Map.Entry<String, List<CaseResult>> suite : suites.entrySet()) {
      long failed = suite.getValue().stream().filter(one -> !one.passed()).count();
      begin(suite.getKey(), suite.getValue().size(), failed, 0);
      for (CaseResult one : suite.getValue()) {
        test(one.path(), one.name(), "failure", one.failure());
      }
      xml.writeEndElement();
    }
    if (!run.problems().isEmpty()) {
      begin("problems", run.problems().size(), 0, run.problems().size());
      for (PolicyProblem problem : run.problems()) {
        test(problem.file(), problem.file() + ":" + problem.line(), "error", problem.text());
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void begin(String name, int tests, long failures, int errors) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(tests));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", Integer.toString(errors));
  }

  private void test(String suite, String name, String kind, String wrong)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", name);
    if (!wrong.isEmpty()) {
      xml.writeStartElement(kind);
      xml.writeAttribute("message", wrong);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
