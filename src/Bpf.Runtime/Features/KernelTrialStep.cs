namespace Bpf.Runtime;

/// <summary>The steps of a <see cref="KernelTrial"/>.</summary>
public enum KernelTrialStep
{
    /// <summary>A map is created.</summary>
    CreateMap,

    /// <summary>A program is loaded.</summary>
    LoadProgram,

    /// <summary>The kernel's source of probe events is looked up in sysfs.</summary>
    FindEventSource,

    /// <summary>A perf event is opened and the program is put on it; BPF tokens do not cover this.</summary>
    AttachPerfEvent,

    /// <summary>A BPF link is created.</summary>
    CreateLink,
}
