using Bpf.Compiler.Analysis;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.Passes;

/// <summary>Spells out at accesses that the index is within the object, where the program shows that.</summary>
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
/// Whether a constant range is within the object is asked of what makes the index, and of the conditions that dominate the access. LLVM truncates, extends and
/// merges these until the register that is compared is not the one that is added to the address, and the verifier knows nothing of remainders, counts of bits
/// or
/// the sign of an i32. A mask of the opaque offset, or where no mask does a comparison of that very register, is what the verifiers of all kernels follow. It
/// changes no value that the program can have. An access whose bound the verifier sees in any case is left alone. Where nothing shows that an index is within
/// the object, it is still known of functions in safe C# (<see cref="Marker.CheckedIndexes"/>), which reads and writes nothing else: the size of the object is
/// the bound then. In other functions the access is left alone, for the verifier to refuse. Objects are variables, stack slots, and what calls give that say
/// how
/// large it is: map values and ring buffer records.
/// </remarks>
internal sealed class AccessBounds : FunctionPass
{
    public override string Name => "access-bounds";

    public override string Purpose
        => "spells out at an access that the index is within the object, if its computation, a dominating condition or a check shows that";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new AccessBoundRewriter(context, analyses).Run();
}
