using Bpf.Objects.Description;
using Bpf.Runtime.Data;

namespace Bpf.Runtime.Loading;

/// <summary>The parts of an opened object that loading needs.</summary>
/// <param name="File">The object file.</param>
/// <param name="Options">Load options.</param>
/// <param name="Maps">Its maps, including those of the globals.</param>
/// <param name="Programs">Its programs.</param>
/// <param name="DataSections">Its sections of global variables.</param>
/// <param name="Configuration">The kernel configuration values that it uses, if any.</param>
/// <param name="Arena">Its arena, if it has one.</param>
/// <param name="KernelTypes">Types of the kernel.</param>
internal sealed record ObjectParts(
    ObjectFile File, BpfObjectOptions Options, BpfMapCollection Maps, BpfProgramCollection Programs, IReadOnlyList<DataSection> DataSections,
    DataSection? Configuration,
    ArenaSection? Arena, KernelTypeSource KernelTypes)
{
    /// <summary>Name of the object.</summary>
    public string Name => File.Name;

    /// <summary>Writes to the user's log.</summary>
    public void Log(BpfLogLevel level, string subject, string message) => Options.Log?.Invoke(new BpfLogEntry(level, subject, message));
}
