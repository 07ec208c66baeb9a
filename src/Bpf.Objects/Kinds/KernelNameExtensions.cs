using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects;

/// <summary>The kernel's names for program and map types, as used in mount options, bpftool and error messages.</summary>
public static class KernelNameExtensions
{
    /// <summary>Returns the name after <c>BPF_PROG_TYPE_</c> in lower case, or the number of a type that is newer than this library.</summary>
    /// <param name="type">The program type.</param>
    public static string KernelName(this ProgramType type) => KernelProgramTypes.NameOf((uint)type);

    /// <summary>Returns the name after <c>BPF_MAP_TYPE_</c> in lower case, or the number of a type that is newer than this library.</summary>
    /// <param name="type">The map type.</param>
    public static string KernelName(this MapType type) => MapKinds.NameOf(type);
}
