using Bpf.Compiler.Llvm;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.CodeGen;

/// <summary>Layout of <c>struct pt_regs</c>: registers as indexes of 64-bit words.</summary>
internal static class RegisterLayout
{
    private const int WordSize = 8;

    // arch/x86/include/asm/ptrace.h: di, si, dx, cx, r8, r9
    private static ReadOnlySpan<byte> X64Arguments => [14, 13, 12, 11, 9, 8];

    /// <summary>Returns the index of an argument register of the C calling convention.</summary>
    public static int Argument(TargetArchitecture architecture, int position)
        => architecture == TargetArchitecture.X64 ? X64Arguments[position] : position;

    /// <summary>
    /// Returns the index of an argument of a system call in the registers that the process passed. The fourth is in r10 on x86-64, and aarch64 keeps the first
    /// in <c>orig_x0</c> (arch/arm64/include/asm/ptrace.h), after the registers that user space knows.
    /// </summary>
    public static int SystemCallArgument(TargetArchitecture architecture, int position) => (architecture, position) switch
    {
        (TargetArchitecture.X64, 3) => 7,
        (TargetArchitecture.X64, _) => X64Arguments[position],
        (_, 0) => 34,
        _ => position,
    };

    public static int ReturnValue(TargetArchitecture architecture) => architecture == TargetArchitecture.X64 ? 10 : 0; // ax, x0

    public static int InstructionPointer(TargetArchitecture architecture) => architecture == TargetArchitecture.X64 ? 16 : 32; // ip, pc

    public static int StackPointer(TargetArchitecture architecture) => architecture == TargetArchitecture.X64 ? 19 : 31; // sp

    public static int FramePointer(TargetArchitecture architecture) => architecture == TargetArchitecture.X64 ? 4 : 29; // bp, x29

    /// <summary>The word of <c>struct bpf_perf_event_data</c> after the registers; the address of the sample follows.</summary>
    public static int SamplePeriod(TargetArchitecture architecture) => architecture == TargetArchitecture.X64 ? 21 : 34;

    /// <summary>Emits a read of a register.</summary>
    public static StackValue Read(FunctionEmitter emit, LLVMValueRef context, int index)
    {
        LLVMValueRef value = emit.Builder.BuildLoad2(emit.Types.Int64, emit.Offset(context, index * WordSize));
        value.Alignment = WordSize;
        value.Volatile = !emit.Module.CanKeepContextOffsets;
        return new StackValue(StackKind.Int64, value);
    }
}
