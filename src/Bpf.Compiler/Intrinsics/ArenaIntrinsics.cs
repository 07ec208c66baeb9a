using System.Text;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Intrinsics;

/// <summary>Pointers into an arena.</summary>
internal static class ArenaIntrinsics
{
    private const int Registers = 10;

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All => [("arena.follow", Follow)];

    // The only instruction that turns a user-space arena pointer into a kernel one; it tells the verifier that accesses stay in the arena.
    // LLVM before 19 has neither address space 1 nor a mnemonic for it, so it is always emitted as bytes.
    private static StackValue Follow(IntrinsicCall call)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(call.Types.Pointer, [call.Types.Int64]);
        LLVMValueRef cast = LLVMValueRef.CreateConstInlineAsm(type, CastToKernel(), "=r,0", hasSideEffects: false, isAlignStack: false);
        return new StackValue(StackKind.Pointer, call.Builder.BuildCall2(type, cast, [call.Integer(0)]));
    }

    // BPF_ALU64 | BPF_MOV | BPF_X with off = BPF_ADDR_SPACE_CAST and imm = destination << 16 | source address space
    private static string CastToKernel()
    {
        StringBuilder text = new(".byte 0xbf\n");
        for (int register = 0; register < Registers; register++)
        {
            text.Append($".ifc $0, r{register}\n.byte {register << 4 | register}\n.endif\n");
        }

        return text.Append(".short 1\n.long 1").ToString();
    }
}
