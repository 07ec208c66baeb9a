using System;
using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Which programs may call a function of the kernel, as the reference kernels answer.</summary>
internal static class KernelFunctionRules
{
    private const string Syscall = "SYSCALL"; // These programs may always sleep.

    /// <summary>
    /// Returns the version that a function needs. Where the table of features does not name the function, a reference kernel that does not have it decides:
    /// then it is the version of the first one that does, and the function may have come with a kernel in between.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="minimum">The oldest kernel that the project supports.</param>
    public static Version SinceOf(string function, Version minimum)
    {
        FeatureVersion feature = FeatureVersions.OfFunction(function);
        return feature.Key == FeatureVersions.AnyFunction && KfuncTable.Reference.SinceIfMissing(function, minimum) is { } since ? since : feature.Since;
    }

    /// <summary>Returns why a program cannot call a helper that may sleep; null when it can.</summary>
    /// <param name="helper">The helper.</param>
    /// <param name="kind">Kind of the program.</param>
    /// <param name="isSleepable">Whether the program is sleepable.</param>
    /// <param name="isInWorkCallback">Whether the call is made by the callback of a work queue, which is sleepable in all kinds of programs.</param>
    /// <param name="program">Name of the program.</param>
    public static DeclarationFault? SleepFaultOf(HelperInfo helper, ProgramKind kind, bool isSleepable, bool isInWorkCallback, string program)
        => HelperTable.MaySleep(helper) && !isSleepable && !isInWorkCallback && kind.ProgramType != Syscall
            ? new DeclarationFault(BpfDiagnostics.KernelFunctionSleeps, helper.Name, program) : null;

    /// <summary>Returns why a program cannot call a function; null when it can, or when no reference kernel has it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="kind">Kind of the program.</param>
    /// <param name="isSleepable">Whether the program is sleepable.</param>
    /// <param name="isInWorkCallback">Whether the call is made by the callback of a work queue, which is sleepable in all kinds of programs.</param>
    /// <param name="program">Name of the program.</param>
    public static DeclarationFault? FaultOf(string function, ProgramKind kind, bool isSleepable, bool isInWorkCallback, string program)
        => KfuncTable.Reference.Find(function) is not { } found ? null : found.AccessOf(kind.HelperSet) switch
        {
            // What programs that never sleep may call where they do is not in the table; functions that all may call are in those of several kinds.
            KfuncAccess.Refused when isInWorkCallback
                && found.Kernels.Any(static kernel => (kernel.SleepableKinds & ~KfuncTable.Reference.BitsOf(Syscall)) != 0) => null,
            KfuncAccess.Refused => new DeclarationFault(BpfDiagnostics.HelperNotAllowed, function, kind.HelperSet.ToLowerInvariant()),
            KfuncAccess.Sleepable when !isSleepable && !isInWorkCallback && kind.ProgramType != Syscall
                => new DeclarationFault(BpfDiagnostics.KernelFunctionSleeps, function, program),
            _ => null,
        };
}
