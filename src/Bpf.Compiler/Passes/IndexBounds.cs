using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>Makes bounds of indexes explicit that LLVM knows and the verifier does not.</summary>
/// <remarks>
/// Before:
/// <code>
/// @table = global [20 x i8] zeroinitializer
///
/// define i8 @f(i64 %x) {
///   %index = urem i64 %x, 20
///   %address = getelementptr i8, ptr @table, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(i64 %x) {
///   %index = urem i64 %x, 20
///   %1 = call i64 asm "", "=r,0"(i64 %index)
///   %2 = icmp ugt i64 %1, 19
///   %3 = select i1 %2, i64 19, i64 %1
///   %address = getelementptr i8, ptr @table, i64 %3
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
/// }
/// </code>
/// LLVM drops a mask or a comparison that known bits prove redundant: it knows the largest possible remainder or bit count. The verifier knows
/// nothing about these results. Where the bound of such a result is known, it is made explicit at the result, for all uses: loop exits, sizes, and accesses
/// to objects of unknown size.
/// </remarks>
internal sealed class IndexBounds : FunctionPass
{
    public override string Name => "index-bounds";

    public override string Purpose => "spells out the bounds of indexes that LLVM knows but the verifier does not";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new IndexBoundRewriter(context, analyses).Run();
}
