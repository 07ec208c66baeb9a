using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>Computes indexes and sizes from the difference that was compared.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i8 @f(ptr %table, i64 %x) {
///   %distance = add i64 %x, -1
///   %fits = icmp ult i64 %distance, 16
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %address = getelementptr i8, ptr %table, i64 %x
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(ptr %table, i64 %x) {
///   %distance = add i64 %x, -1
///   %fits = icmp ult i64 %distance, 16
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %1 = call i64 asm "", "=r,0"(i64 %distance)
///   %2 = add i64 %1, 1
///   %address = getelementptr i8, ptr %table, i64 %2
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// LLVM merges two comparisons into one: <c>x &gt; 0 &amp;&amp; x &lt;= 16</c> becomes <c>x - 1 &lt; 16</c>. From that the verifier learns the bounds of the
/// difference, but nothing about x (kernels before 6.12 never, later ones only for 64 bits). Only uses that the taken branch dominates change.
/// </remarks>
internal sealed class RangeChecks : FunctionPass
{
    public override string Name => "range-checks";

    public override string Purpose => "computes indexes from the difference that was compared, if LLVM merged two comparisons into one";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new RangeCheckRewriter(context, analyses).Run();
}
