using Bpf.Objects.Btf;
using Bpf.Objects.Description;

namespace Bpf.Runtime.Programs;

/// <summary>What a program needs from the object it belongs to.</summary>
internal interface IProgramOwner
{
    /// <summary>Name of the object.</summary>
    string Name { get; }

    /// <summary>The object file.</summary>
    ObjectFile File { get; }

    /// <summary>Options for opening and loading.</summary>
    BpfObjectOptions Options { get; }

    /// <summary>The token with which it is loaded; known from the start of loading.</summary>
    BpfToken? Token { get; }

    /// <summary>The process to which its user-space probes and perf events are limited unless they say otherwise; null for all.</summary>
    int? ProcessId { get; }

    /// <summary>Its maps.</summary>
    BpfMapCollection Maps { get; }

    /// <summary>Its programs.</summary>
    BpfProgramCollection Programs { get; }

    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel does not expose BTF.</exception>
    BtfTypeTable KernelTypes { get; }

    /// <summary>True when the object was loaded successfully and is not disposed.</summary>
    bool IsLoaded { get; }

    /// <summary>Explains the state of an object that cannot be used, and what to do.</summary>
    string Unloaded { get; }

    /// <summary>Loads a program again.</summary>
    BpfHandle LoadCopy(BpfProgram program, AttachType expectedAttachType);

    /// <summary>Writes to the user's log.</summary>
    void Log(BpfLogLevel level, string subject, string message);
}
