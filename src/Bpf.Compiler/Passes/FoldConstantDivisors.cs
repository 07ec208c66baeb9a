using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Divisions in assembly whose divisors have turned out to be constants become divisions by immediate operands, or shifts.</summary>
internal sealed class FoldConstantDivisors : FunctionPass
{
    public override string Name => "fold-constant-divisors";

    public override string Purpose => "turns a division in inline assembly into `udiv` or `urem` where its divisor has become a constant";

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
