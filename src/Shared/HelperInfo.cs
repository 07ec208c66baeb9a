namespace Bpf.Shared;

/// <summary>What is known of one kernel helper.</summary>
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

    /// <summary>First number of the kernel version that brought it.</summary>
    public int SinceMajor { get; }

    /// <summary>Second number of the kernel version that brought it.</summary>
    public int SinceMinor { get; }

    /// <summary>Only programs with a GPL-compatible licence may call it.</summary>
    public bool IsGplOnly { get; }

    /// <summary>Kernel names of the program types that may call it, comma separated, without <c>BPF_PROG_TYPE_</c>; <c>*</c> for all.</summary>
    public string ProgramTypes { get; }

    /// <summary>True when programs of the type may call it.</summary>
    /// <param name="programType">Kernel name without <c>BPF_PROG_TYPE_</c>.</param>
    public bool Allows(string programType) => ProgramTypes == "*" || System.Array.IndexOf(ProgramTypes.Split(','), programType) >= 0;
}
