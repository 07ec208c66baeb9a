using Bpf.Objects;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>Explains why a kernel refuses a program whose kind is newer. It is asked only after a refusal: kernels may have later kinds.</summary>
internal static class KindSupport
{
    /// <summary>Returns what the running kernel does not have, as complete sentences; null if it is as new as the kind.</summary>
    public static string? MissingFeature(BpfProgram program)
    {
        FeatureVersion? type = KernelProgramTypes.Find((uint)program.Type) is { } row ? FeatureVersions.Find(FeatureArea.ProgramType, row.KernelName) : null;
        // Old kernels do not look at an optional attach type, so it cannot be the reason.
        FeatureVersion? place = program.Definition.Kind is not { IsAttachTypeOptional: true }
            && AttachTypeFeature.KeyOf(program.ExpectedAttachType, program.Flags) is { } key
            ? FeatureVersions.Find(FeatureArea.Attachment, key) : null;
        FeatureVersion? newest = place is not null && (type is null || place.Since > type.Since) ? place : type;
        return newest is not null && Environment.OSVersion.Version < newest.Since
            ? $"The kernel does not have {newest.What}, which came with Linux {newest.Since}. Set AutoLoad = false for the program where it should be left out."
            : null;
    }

    /// <summary>Explains that the kernel lacks something that the object refers to, such as a function, if a program's kind is the reason.</summary>
    public static BpfUnsupportedException? Explain(ObjectParts parts, BpfException refusal)
    {
        foreach (BpfProgram program in parts.Programs)
        {
            if (program.AutoLoad && MissingFeature(program) is { } missing)
            {
                return new BpfUnsupportedException("load program", $"{parts.File.Name}:{program.Name}", missing, refusal.Errno);
            }
        }

        return null;
    }
}
