using Bpf.Objects.Description;
using Bpf.Runtime.Data;

namespace Bpf.Runtime.Loading;

/// <summary>An opened object, as loading needs it.</summary>
/// <param name="File">What the file says.</param>
/// <param name="Options">How the object is loaded.</param>
/// <param name="Maps">Its maps, including those of the globals.</param>
/// <param name="Programs">Its programs.</param>
/// <param name="DataSections">Its sections of global variables.</param>
/// <param name="Configuration">The values of the kernel's configuration that it uses, if any.</param>
/// <param name="Arena">Its arena, if it has one.</param>
/// <param name="KernelTypes">Types of the kernel.</param>
internal sealed record ObjectParts(
    ObjectFile File, BpfObjectOptions Options, BpfMapCollection Maps, BpfProgramCollection Programs, IReadOnlyList<DataSection> DataSections,
    DataSection? Configuration,
    ArenaSection? Arena, KernelTypeSource KernelTypes)
{
    /// <summary>Name of the object.</summary>
    public string Name => File.Name;

    /// <summary>Tells the user's log.</summary>
    public void Log(BpfLogLevel level, string subject, string message) => Options.Log?.Invoke(new BpfLogEntry(level, subject, message));
}
