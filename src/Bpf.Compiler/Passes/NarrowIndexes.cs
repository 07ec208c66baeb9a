using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>Computes indexes and sizes from the i32 that was compared.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i8 @f(ptr %table, ptr %source) {
///   %x = load i64, ptr %source, align 8
///   %low = trunc i64 %x to i32
///   %fits = icmp ult i32 %low, 100
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %index = and i64 %x, 4294967295
///   %address = getelementptr i8, ptr %table, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(ptr %table, ptr %source) {
///   %x = load i64, ptr %source, align 8
///   %1 = trunc i64 %x to i32
///   %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
///   %fits = icmp ult i32 %2, 100
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %3 = zext i32 %2 to i64
///   %address = getelementptr i8, ptr %table, i64 %3
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// Where a program truncates an i64 and compares the i32, LLVM still computes indexes from the i64 and masks off the upper bits later; the verifier has
/// learned the bounds of the i32, and nothing about the i64. The copy is opaque because otherwise LLVM would rewrite it back.
/// </remarks>
internal sealed class NarrowIndexes : FunctionPass
{
    public override string Name => "narrow-indexes";

    public override string Purpose => "computes indexes from the i32 that was compared, not from the i64 that it was truncated from";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new NarrowIndexRewriter(context, analyses).Run();
}
