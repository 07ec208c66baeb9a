using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Turns divisions in inline assembly back into LLVM instructions when the divisor has become constant.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(i64 %x, i64 %y) {
///   %a = call i64 asm "$0 %= $2", "=r,0,r"(i64 %x, i64 20)
///   %b = call i64 asm "$0 /= $2", "=r,0,r"(i64 %a, i64 %y)
///   ret i64 %b
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(i64 %x, i64 %y) {
///   %1 = urem i64 %x, 20
///   %b = call i64 asm "$0 /= $2", "=r,0,r"(i64 %1, i64 %y)
///   ret i64 %b
/// }
/// </code>
/// The constant becomes an immediate operand, or a shift, and known bits bound the result. A divisor of zero stays in assembly: to LLVM the division is
/// undefined, and in BPF it has a result (see <see cref="UnsignedDivision"/>).
/// </remarks>
internal sealed class FoldConstantDivisors : FunctionPass
{
    public override string Name => "fold-constant-divisors";

    public override string Purpose => "turns a division in inline assembly into `udiv` or `urem` if its divisor has become a constant";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef call in FunctionBody.Instructions(analyses.Function).ToArray())
        {
            if (UnsignedDivision.OpcodeOf(call) is { } opcode && call.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: not 0 } divisor)
            {
                context.Builder.PositionBefore(call);
                call.ReplaceAllUsesWith(context.Builder.BuildBinOp(opcode, call.GetOperand(0), divisor));
                call.InstructionEraseFromParent();
            }
        }
    }
}
