using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Compares the parameters of programs with the prototypes that their targets have in the reference kernels.</summary>
internal static class KernelSignatureRules
{
    private const int LettersPerEdit = 5; // Tracepoints of modules have short names that resemble others.
    private const string SystemCallCategory = "syscalls";
    private const int MaximumEdits = 2; // Up to which an unknown name counts as misspelled; others may belong to a module.

    /// <summary>Returns the faults of a program whose own signature has none.</summary>
    /// <param name="program">The program.</param>
    /// <param name="minimum">The oldest kernel that the project supports; null when it does not say.</param>
    public static IEnumerable<ProgramFault> FaultsOf(DeclaredProgram program, Version? minimum)
        => program.Kind.Prototype is { } prototype
            ? program.Probes.Select(static (probe, index) => (probe.Target, Index: index))
                .SelectMany(item => item.Target is { } target && IsFunction(target, program.Kind)
                    ? FaultsOf(program, target, item.Index, prototype, minimum) : [])
                .GroupBy(static fault => (fault.Part, fault.Index)).Select(static same => same.First())
            : program.Kind.Family == ProgramFamily.Tracepoint
                ? program.Probes.SelectMany(static (probe, index) => probe is { Target: { } target, IsGlob: false } ? FaultsOfTracepoint(target, index) : [])
                : [];

    /// <summary>Returns what a program at a target gets in the newest kernel that has the target; null when no reference kernel has it.</summary>
    public static IReadOnlyList<KernelParameter>? ParametersOf(ProgramKind kind, string target)
        => kind.Prototype is { } prototype && KernelFunctionTable.Reference.Find(prototype.FunctionOf(target)) is { } function
            ? [.. function.Signatures[function.Signatures.Count - 1].Parameters.Skip(prototype.Hidden)]
            : null;

    /// <summary>Returns the targets that may be meant by one that none of the reference kernels has.</summary>
    public static IReadOnlyList<string> NamesNear(ProgramKind kind, string target)
        => kind.Prototype is not { } prototype ? kind.Family == ProgramFamily.Tracepoint ? TracepointsNear(target) : []
        : prototype.IsOfSystemCalls ? FunctionOfSystemCall(target) is { } function ? [function] : NamesNearSystemCall(target)

        // A kprobe may be in code that BTF does not describe. The names of members are those of the struct.
        : kind.Family is ProgramFamily.Kprobe or ProgramFamily.StructOps ? []
        : KernelFunctionTable.Reference.NamesNear(prototype.Prefix, target, EditsOf(target));

    // Globs, offsets and functions of modules are left to the kernel.
    private static bool IsFunction(string target, ProgramKind kind)
        => (target.Length > 0 && target.All(IsNamePart)) || (target == KernelPrototype.AllSystemCalls && kind.SystemCallEvent is not null);

    private static bool IsNamePart(char letter) => letter is '_' or '.' || char.IsLetterOrDigit(letter);

    private static IEnumerable<ProgramFault> FaultsOf(DeclaredProgram program, string target, int index, KernelPrototype prototype, Version? minimum)
    {
        KernelFunctionTable functions = KernelFunctionTable.Reference;
        if (functions.Find(prototype.FunctionOf(target)) is not { } function)
        {
            if (prototype.IsOfSystemCalls)
            {
                return [OfTarget(BpfDiagnostics.UnknownSystemCall, index, target, SystemCallAdvice(target))];
            }

            IReadOnlyList<string> near = NamesNear(program.Kind, target);
            if (prototype == KernelPrototype.Iterator && near.Count == 0)
            {
                return [OfTarget(BpfDiagnostics.UnknownIterator, index, target, KernelText.List([.. Iterators(functions)], "and"))];
            }

            return near.Count == 0 ? []
                : [OfTarget(BpfDiagnostics.UnknownKernelTarget, index, target, KernelText.List([.. near.Select(static name => $"'{name}'")], "or"))];
        }

        SignatureComparison comparison = new(program, target, prototype);
        List<(KernelSignature Signature, ProgramFault? Fault)> results =
            [.. function.Signatures.Select(signature => (signature, comparison.FirstFault(signature)))];
        KernelSet good = results.Where(static result => result.Fault is null)
            .Aggregate(default(KernelSet), static (set, result) => set | result.Signature.Kernels);
        if (good.IsEmpty)
        {
            return [results[results.Count - 1].Fault!];
        }

        KernelSet bad = function.Kernels.Except(good);
        IReadOnlyList<ReferenceKernel> kernels = KernelTypeTable.Reference.Kernels;
        Version newest = Each(function.Kernels).Max(kernel => kernels[kernel].Version)!;
        KernelSet reported = Each(bad).Where(kernel => minimum is null ? kernels[kernel].Version == newest : kernels[kernel].Version >= minimum)
            .Aggregate(default(KernelSet), static (set, kernel) => set | KernelSet.Of(kernel));
        if (!reported.IsEmpty && program.IsLoaded)
        {
            string[] others = [.. function.Signatures.Reverse().GroupBy(signature => signature.Text(prototype.Hidden))
                .Select(same => (Text: same.Key, Kernels: same.Aggregate(default(KernelSet), static (set, signature) => set | signature.Kernels) & reported))
                .Where(static other => !other.Kernels.IsEmpty)
                .Select(other => $"{other.Text} in {KernelText.Of(kernels, other.Kernels, function.Kernels)}")];
            return [OfMethod(BpfDiagnostics.KernelSignatureDiffers, target, KernelText.List(others, "and"))];
        }

        return comparison.SignFaults(results.Last(static result => result.Fault is null).Signature);
    }

    private static int EditsOf(string name) => Math.Min(MaximumEdits, name.Length / 3);

    // Other functions with the prefix do not get what all iterators get: the session and an object.
    private static IEnumerable<string> Iterators(KernelFunctionTable functions) => functions.Names
        .Where(name => name.StartsWith(KernelPrototype.Iterator.Prefix, StringComparison.Ordinal)
            && functions.Find(name)!.Signatures[0].Parameters is { Count: > 1 } parameters && $"{parameters[0].Type}" == "struct bpf_iter_meta *"
            && parameters[1].Type.Resolved.Kind == KernelTypeKind.Pointer)
        .Select(static name => name.Substring(KernelPrototype.Iterator.Prefix.Length)).OrderBy(static name => name, StringComparer.Ordinal);

    // None for a tracepoint that a kernel has, and for one that resembles no other: it may be that of a module.
    private static IReadOnlyList<string> TracepointsNear(string target)
    {
        if (ColonTarget.Split(target, 2) is not { } parts || !parts.All(static part => part.All(IsNamePart)) || TracepointTable.Reference.Contains(target))
        {
            return [];
        }

        (string category, string name) = (parts[0], parts[1]);
        KernelFunctionTable functions = KernelFunctionTable.Reference;
        if (category != SystemCallCategory)
        {
            return TracepointTable.Reference.Near(target, Math.Min(MaximumEdits, name.Length / LettersPerEdit));
        }

        return functions.Find(name) is not null ? []
            : [.. new[] { KernelPrototype.SystemCall.Prefix, KernelPrototype.SystemCallResult.Prefix }
                .Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(prefix => (Prefix: prefix, Call: name.Substring(prefix.Length)))
                .SelectMany(part => functions.NamesNear(part.Prefix, part.Call, EditsOf(part.Call)).Select(near => $"{category}:{part.Prefix}{near}"))];
    }

    private static IEnumerable<ProgramFault> FaultsOfTracepoint(string target, int index)
        => TracepointsNear(target) is { Count: > 0 } near
            ? [OfTarget(BpfDiagnostics.UnknownKernelTarget, index, target, KernelText.List([.. near.Select(static name => $"'{name}'")], "or"))] : [];

    private static string SystemCallAdvice(string target)
    {
        if (FunctionOfSystemCall(target) is { } function)
        {
            return $"its function in the kernel is '{function}'";
        }

        IReadOnlyList<string> near = NamesNearSystemCall(target);
        return near.Count == 0 ? "use [Tracepoint] if the kernel is newer than this version of Bpf.Sdk"
            : $"did you mean {KernelText.List([.. near.Select(static name => $"'{name}'")], "or")}?";
    }

    private static string? FunctionOfSystemCall(string target)
        => SystemCallList.All.Select(list => list.FunctionOf(target)).FirstOrDefault(static function => function is not null);

    private static IReadOnlyList<string> NamesNearSystemCall(string target)
        => NearNames.Of(target, SystemCallList.All.SelectMany(static list => list.Functions));

    private static IEnumerable<int> Each(KernelSet set) => Enumerable.Range(0, KernelSet.MaximumCount).Where(set.Contains);

    private static ProgramFault OfTarget(BpfDiagnostic diagnostic, int index, params object[] arguments)
        => new(ProgramPart.Target, index, new DeclarationFault(diagnostic, arguments));

    private static ProgramFault OfMethod(BpfDiagnostic diagnostic, params object[] arguments)
        => new(ProgramPart.Method, 0, new DeclarationFault(diagnostic, arguments));
}
