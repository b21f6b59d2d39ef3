package io.drover.rules.engine;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes compiled rules ask for their budget at each method entry and each backward branch. Nothing
 * that Drools offers stops a rule body that loops, or a join that grows.
 */
final class BudgetWeaving {
  private static final ClassDesc DEADLINE = ClassDesc.of(Deadline.class.getName());

  private BudgetWeaving() {}

  static byte[] weave(ClassModel model) {
    return ClassFile.of()
        .transformClass(
            model, ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checks::new)));
  }

  private static final class Checks implements CodeTransform {
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void atStart(CodeBuilder builder) {
      check(builder);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      }
      if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        check(builder);
      }
      builder.with(element);
    }

    private static void check(CodeBuilder builder) {
      builder.invokestatic(DEADLINE, "check", ConstantDescs.MTD_void);
    }
  }
}
