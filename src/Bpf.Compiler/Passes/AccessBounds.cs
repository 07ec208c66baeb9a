using Bpf.Compiler.Analysis;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.Passes;

/// <summary>Makes the bounds of an index explicit at the access, where the program proves them.</summary>
/// <remarks>
/// Before:
/// <code>
/// @table = global [16 x i8] zeroinitializer
///
/// define i8 @f(i64 %x) {
///   %low = trunc i64 %x to i8
///   %fits = icmp ult i8 %low, 10
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %index = and i64 %x, 255
///   %address = getelementptr i8, ptr @table, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(i64 %x) {
///   %low = trunc i64 %x to i8
///   %fits = icmp ult i8 %low, 10
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %index = and i64 %x, 255
///   %1 = call i64 asm "", "=r,0"(i64 %index)
///   %2 = and i64 %1, 15
///   %3 = getelementptr i8, ptr @table, i64 %2
///   %element = load i8, ptr %3, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// The computation of the index and the conditions that dominate the access may prove that the index is within a constant range inside the object. LLVM
/// truncates, extends and merges these until the compared register is no longer the one that is added to the address, and the verifier knows nothing about
/// remainders, bit counts or the sign of an i32. This pass masks the opaque offset or, where no mask works, compares that very register; verifiers of all
/// kernels follow both. Neither changes a value that the program can have. An access with a bound that the verifier sees anyway is left alone. An index
/// without such a proof is still in bounds in functions of safe C# (<see cref="Marker.CheckedIndexes"/>), because these check every index: the size of the
/// object is then the bound. In other functions, the access is left for the verifier to refuse. Objects are variables, stack slots, and the results of calls
/// that declare their size: map values and ring buffer records.
/// </remarks>
internal sealed class AccessBounds : FunctionPass
{
    public override string Name => "access-bounds";

    public override string Purpose
        => "spells out at an access that the index is within the object, if its computation, a dominating condition or a check shows that";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new AccessBoundRewriter(context, analyses).Run();
}
