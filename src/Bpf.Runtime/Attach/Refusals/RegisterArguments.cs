namespace Bpf.Runtime.Attach.Refusals;

/// <summary>
/// Detects programs that read arguments from registers, as in 64-bit code, when the target is a 32-bit x86 program, which passes arguments on the
/// stack.
/// </summary>
internal static class RegisterArguments
{
    private const int Context = 1; // the register that a program gets its context in
    private const int FirstSaved = 6; // R1 to R5 do not survive a call
    private const int StoreClass = 2; // BPF_ST
    private const int JumpClass = 5; // BPF_JMP
    private const int MoveRegister = 0xBF; // BPF_ALU64 | BPF_MOV | BPF_X
    private const int LoadClass = 1; // BPF_LDX

    // Offsets in struct pt_regs of 64-bit kernels, arch/x86/include/uapi/asm/ptrace.h.
    private static readonly Dictionary<int, string> s_registers = new() { [112] = "rdi", [104] = "rsi", [96] = "rdx", [88] = "rcx", [72] = "r8", [64] = "r9" };

    /// <summary>Rejects a program that reads argument registers, as far as its code clearly shows it.</summary>
    /// <param name="program">Name of the program, for messages.</param>
    /// <param name="path">File to attach to, for messages.</param>
    /// <param name="instructions">Its instructions.</param>
    /// <exception cref="BpfUnsupportedException">The program reads one.</exception>
    public static void RefuseIn(string program, string path, ReadOnlySpan<BpfInstruction> instructions)
    {
        if (FirstRead(instructions) is not { } register)
        {
            return;
        }

        throw new BpfUnsupportedException("attach program", new(program, path),
            $"It is a 32-bit program, which passes arguments on the stack, but this BPF program reads one from register {register}. At function entry, "
                + "the first argument is the 4 bytes at StackPointer + 4, the next one is at + 8 and so on; read them with BpfHelpers.TryReadUser. "
                    + "AllowUnsafe attaches anyway.");
    }

    private static string? FirstRead(ReadOnlySpan<BpfInstruction> instructions)
    {
        int contexts = 1 << Context; // the registers that hold the context
        foreach (BpfInstruction instruction in instructions)
        {
            bool holdsContext = (contexts & (1 << instruction.Source)) != 0;
            if (instruction.Class == LoadClass && holdsContext && s_registers.TryGetValue(instruction.Offset, out string? register))
            {
                return register;
            }

            if (instruction.IsCall)
            {
                contexts &= ~((1 << FirstSaved) - 1);
            }
            else if (instruction.Opcode == MoveRegister && instruction.Offset == 0 && holdsContext)
            {
                contexts |= 1 << instruction.Destination;
            }
            else if (instruction.Class is not (StoreClass or StoreClass + 1 or JumpClass or JumpClass + 1))
            {
                contexts &= ~(1 << instruction.Destination);
            }
        }

        return null;
    }
}
