using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Verify.Guest;

/// <summary>What a virtual machine cannot find out, because it has only a kernel and the object.</summary>
internal static class Uncheckable
{
    private const string ConfigurationPrefix = "CONFIG_";

    /// <summary>What a user has to know about a symbol that the kernel does not have.</summary>
    public const string NoModules = "The virtual machine has no kernel modules: if it belongs to one, load the program on a machine that has the module.";

    /// <summary>Why loading a program would not tell whether it loads elsewhere.</summary>
    /// <param name="description">Its object.</param>
    /// <param name="program">The program.</param>
    /// <param name="hasConfiguration">Whether the configuration of the kernel is known.</param>
    /// <returns>The reason, or <see langword="null"/>.</returns>
    public static string? ReasonOf(ObjectDescription description, BpfProgram program, bool hasConfiguration)
    {
        if (program.Type == ProgramType.Extension)
        {
            return "It replaces a function of another program, which only the process that loads both knows.";
        }

        return hasConfiguration || description.Externs.FirstOrDefault(IsOption) is not { } option ? null
            : $"The object reads {option.Name} of the kernel's configuration, which is unknown for this kernel: put it next to the kernel's file, as config.";
    }

    /// <summary>True when the kernel lacks a symbol that a module could have.</summary>
    public static bool IsModuleNeeded(BpfException exception)
        => exception is { Errno: Errno.ESRCH, Operation: "load program" or "resolve extern" };

    private static bool IsOption(ExternDescription symbol)
        => symbol.Kind == ExternKind.Configuration && symbol.Name.StartsWith(ConfigurationPrefix, StringComparison.Ordinal);
}
