using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The kernel's information about a loaded program.</summary>
public sealed unsafe class BpfProgramInfo
{
    private readonly BpfHandle _handle;
    private readonly int _translatedLength;

    internal BpfProgramInfo(BpfHandle handle, string subject)
    {
        _handle = handle;
        ProgramInfo info = default;
        info.Read(handle, subject);
        Id = info.Id;
        Type = (ProgramType)info.Type;
        Name = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(info.Name));
        Tag = Convert.ToHexStringLower(new ReadOnlySpan<byte>(info.Tag, 8));
        JitedLength = (int)info.JitedProgramLength;
        VerifiedInstructions = info.VerifiedInstructions;
        RunCount = info.RunCount;
        RunTime = TimeSpan.FromMicroseconds(info.RunTimeNanoseconds / 1000.0);
        RecursionMisses = info.RecursionMisses;
        _translatedLength = (int)info.TranslatedProgramLength;
    }

    /// <summary>Id assigned by the kernel.</summary>
    public uint Id { get; }

    /// <summary>Program type.</summary>
    public ProgramType Type { get; }

    /// <summary>Name in the kernel, at most 15 characters.</summary>
    public string Name { get; }

    /// <summary>Hash of the instructions, 16 hexadecimal digits.</summary>
    public string Tag { get; }

    /// <summary>Size of the machine code in bytes; 0 when the program is interpreted.</summary>
    public int JitedLength { get; }

    /// <summary>Number of instructions the verifier processed, over all paths (kernel 5.16, otherwise 0).</summary>
    public uint VerifiedInstructions { get; }

    /// <summary>Number of runs, counted while statistics are enabled (kernel.bpf_stats_enabled).</summary>
    public ulong RunCount { get; }

    /// <summary>Total time of all runs, counted while statistics are enabled.</summary>
    public TimeSpan RunTime { get; }

    /// <summary>Number of runs skipped because the program was already running on that CPU (kernel 5.12).</summary>
    public ulong RecursionMisses { get; }

    /// <summary>Reads the instructions as rewritten by the verifier. Addresses are hidden unless the process is allowed to see them.</summary>
    /// <exception cref="BpfException">The process is not allowed to read them.</exception>
    public BpfInstruction[] ReadTranslatedInstructions()
    {
        BpfInstruction[] code = new BpfInstruction[_translatedLength / sizeof(BpfInstruction)];
        fixed (BpfInstruction* pointer = code)
        {
            ProgramInfo info = new() { TranslatedProgramLength = (uint)_translatedLength, TranslatedProgramInstructions = (ulong)pointer };
            info.Read(_handle, Name);
        }

        return code;
    }
}
