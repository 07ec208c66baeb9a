using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Loads programs of a few instructions to probe kernel features.</summary>
internal static unsafe class TrialProgram
{
    private const int LogSize = 8192;

    /// <summary><c>r0 = 0; exit</c></summary>
    public static ReadOnlySpan<BpfInstruction> Smallest => new BpfInstruction[] { new(0xB7, 0, 0, 0, 0), new(0x95, 0, 0, 0, 0) };

    /// <summary>Loads the smallest program.</summary>
    /// <exception cref="BpfException">The process has run out of a resource, which is not an answer.</exception>
    public static Errno Load(ProgramType type, AttachType attachType, BpfToken? token, out BpfHandle handle)
        => Load(type, attachType, token, Smallest, out handle);

    /// <summary>Loads the given instructions under the GPL.</summary>
    public static Errno Load(ProgramType type, AttachType attachType, BpfToken? token, ReadOnlySpan<BpfInstruction> instructions, out BpfHandle handle)
    {
        ProgramLoadAttribute attribute = new() { Type = (uint)type, ExpectedAttachType = (uint)attachType };
        return Load(ref attribute, token, instructions, out handle);
    }

    /// <summary>Loads the given instructions under the GPL; the caller sets the other fields.</summary>
    public static Errno Load(ref ProgramLoadAttribute attribute, BpfToken? token, ReadOnlySpan<BpfInstruction> instructions, out BpfHandle handle)
    {
        fixed (BpfInstruction* code = instructions)
        fixed (byte* license = "GPL\0"u8)
        {
            attribute.InstructionCount = (uint)instructions.Length;
            attribute.Instructions = (ulong)code;
            attribute.License = (ulong)license;
            attribute.Flags |= token is null ? 0 : BpfCall.TokenFdFlag;
            attribute.TokenFd = token?.Handle.Descriptor ?? 0;
            Errno error = BpfCall.LoadProgram(ref attribute, out handle);
            return ProbeResources.RequireAnswer(error == Errno.EPERM && LockedMemory.RaiseForTrials() ? BpfCall.LoadProgram(ref attribute, out handle) : error);
        }
    }

    /// <summary>Loads and closes the given instructions, and returns the verifier's log; empty when the program did not get that far.</summary>
    public static Errno Try(ref ProgramLoadAttribute attribute, BpfToken? token, ReadOnlySpan<BpfInstruction> instructions, out string log)
    {
        byte[] buffer = new byte[LogSize];
        fixed (byte* text = buffer)
        {
            attribute.LogLevel = 1;
            attribute.LogBuffer = (ulong)text;
            attribute.LogSize = LogSize;
            Errno error = Load(ref attribute, token, instructions, out BpfHandle handle);
            handle.Dispose();
            log = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
            return error;
        }
    }

    /// <summary>Returns true for the errors that mean "not permitted" rather than "not supported".</summary>
    public static bool IsDenial(Errno errno) => errno is Errno.EPERM or Errno.EACCES;
}
