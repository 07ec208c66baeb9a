namespace Bpf.Shared;

/// <summary>The area that a kernel feature belongs to.</summary>
internal enum FeatureArea
{
    /// <summary>A program type; the key is its kernel name without <c>BPF_PROG_TYPE_</c>, in lower case.</summary>
    ProgramType,

    /// <summary>A way to attach a program; the key is the first part of its section name, or a name of ours.</summary>
    Attachment,

    /// <summary>A map type; the key is its name in <c>MapType</c>.</summary>
    MapType,

    /// <summary>A flag of a map; the key is its name in <c>MapFlags</c>.</summary>
    MapFlag,

    /// <summary>A kernel function; the key is its name, or the start of the names of a family with a <c>*</c>.</summary>
    KernelFunction,

    /// <summary>Something that the code of an object uses; the key is a name of ours.</summary>
    Code,
}
