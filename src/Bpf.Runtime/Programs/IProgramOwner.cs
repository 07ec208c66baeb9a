using Bpf.Objects.Btf;
using Bpf.Objects.Description;

namespace Bpf.Runtime.Programs;

/// <summary>What a program needs of the object that it belongs to.</summary>
internal interface IProgramOwner
{
    /// <summary>Name of the object.</summary>
    string Name { get; }

    /// <summary>What its file says.</summary>
    ObjectFile File { get; }

    /// <summary>How it is opened and loaded.</summary>
    BpfObjectOptions Options { get; }

    /// <summary>The token it is loaded with; known from the start of loading.</summary>
    BpfToken? Token { get; }

    /// <summary>Its maps.</summary>
    BpfMapCollection Maps { get; }

    /// <summary>Its programs.</summary>
    BpfProgramCollection Programs { get; }

    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel publishes no BTF.</exception>
    BtfTypeTable KernelTypes { get; }

    /// <summary>Loaded without a failure, and not disposed of.</summary>
    bool IsLoaded { get; }

    /// <summary>For what cannot be used: what state the object is in, and what to do.</summary>
    string Unloaded { get; }

    /// <summary>Loads a program once more.</summary>
    BpfHandle LoadCopy(BpfProgram program, AttachType expectedAttachType);

    /// <summary>Tells the user's log.</summary>
    void Log(BpfLogLevel level, string subject, string message);
}
