using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects;

/// <summary>The kernel's own names of program and map types, as mount options, bpftool and error messages use them.</summary>
public static class KernelNameExtensions
{
    /// <summary>The name after <c>BPF_PROG_TYPE_</c> in lower case; the number of a type that is newer than this library.</summary>
    /// <param name="type">The program type.</param>
    public static string KernelName(this ProgramType type) => KernelProgramTypes.NameOf((uint)type);

    /// <summary>The name after <c>BPF_MAP_TYPE_</c> in lower case; the number of a type that is newer than this library.</summary>
    /// <param name="type">The map type.</param>
    public static string KernelName(this MapType type) => MapKinds.NameOf(type);
}
