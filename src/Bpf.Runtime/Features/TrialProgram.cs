using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>The smallest program, loaded to ask the kernel something.</summary>
internal static unsafe class TrialProgram
{
    /// <summary>Loads <c>r0 = 0; exit</c>.</summary>
    public static Errno Load(ProgramType type, AttachType attachType, BpfToken? token, out BpfHandle handle)
        => Load(type, attachType, token, [new BpfInstruction(0xB7, 0, 0, 0, 0), new BpfInstruction(0x95, 0, 0, 0, 0)], out handle);

    /// <summary>Loads the given instructions under a GPL licence.</summary>
    public static Errno Load(ProgramType type, AttachType attachType, BpfToken? token, ReadOnlySpan<BpfInstruction> instructions, out BpfHandle handle)
    {
        fixed (BpfInstruction* code = instructions)
        fixed (byte* licence = "GPL\0"u8)
        {
            ProgramLoadAttribute attribute = new()
            {
                Type = (uint)type,
                InstructionCount = (uint)instructions.Length,
                Instructions = (ulong)code,
                License = (ulong)licence,
                ExpectedAttachType = (uint)attachType,
                Flags = token is null ? 0 : BpfCall.TokenFdFlag,
                TokenFd = token?.Handle.Descriptor ?? 0,
            };
            return BpfCall.LoadProgram(ref attribute, out handle);
        }
    }

    /// <summary>True for the errors with which the kernel says "you may not" instead of "there is none".</summary>
    public static bool IsDenial(Errno errno) => errno is Errno.EPERM or Errno.EACCES;
}
