using System.Linq;

namespace Bpf.Shared;

/// <summary>Facts about one kernel helper.</summary>
internal sealed class HelperInfo
{
    public HelperInfo(int id, string name, int sinceMajor, int sinceMinor, bool isGplOnly, string programTypes)
    {
        Id = id;
        Name = name;
        SinceMajor = sinceMajor;
        SinceMinor = sinceMinor;
        IsGplOnly = isGplOnly;
        ProgramTypes = programTypes;
    }

    /// <summary>Number in <c>enum bpf_func_id</c>.</summary>
    public int Id { get; }

    /// <summary>Kernel name, with <c>bpf_</c>.</summary>
    public string Name { get; }

    /// <summary>The method of <c>BpfHelpers</c> that calls it.</summary>
    public string Method => string.Concat(Name.Split('_').Skip(1).Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>Major version of the kernel that introduced it.</summary>
    public int SinceMajor { get; }

    /// <summary>Minor version of the kernel that introduced it.</summary>
    public int SinceMinor { get; }

    /// <summary>True when only programs with a GPL-compatible license may call it.</summary>
    public bool IsGplOnly { get; }

    /// <summary>Kernel names of the program types that may call it, comma separated, without <c>BPF_PROG_TYPE_</c>; <c>*</c> for all.</summary>
    public string ProgramTypes { get; }

    /// <summary>True when the verifier may know the result as a pointer to a type of the kernel, which programs read directly.</summary>
    public bool ReturnsKernelPointer { get; init; }

    /// <summary>True when pointers into the packet are invalid after the call.</summary>
    public bool ChangesPacket { get; init; }

    /// <summary>Bit <c>i</c> is set when the helper only reads the memory that its parameter <c>i</c>, counted from 0, points to.</summary>
    public int ReadOnlyParameters { get; init; }

    /// <summary>Returns true when programs of a type may call it.</summary>
    /// <param name="programType">Kernel name without <c>BPF_PROG_TYPE_</c>.</param>
    public bool Allows(string programType) => ProgramTypes == "*" || System.Array.IndexOf(ProgramTypes.Split(','), programType) >= 0;
}
