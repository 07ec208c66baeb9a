using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Metadata;
using Bpf.ReferenceKernels;
using Bpf.Shared;

namespace Bpf.Compiler.Reference;

/// <summary>
/// Compares the kernel types that the programs of an object declare with those of the reference kernels. An object has one module per
/// architecture.
/// </summary>
internal sealed class KernelTypeCheck(DiagnosticBag diagnostics, Version? minimum)
{
    private readonly List<(KernelUses Uses, TargetArchitecture Architecture)> _modules = [];
    private readonly HashSet<string> _questionedTypes = [];
    private readonly HashSet<string> _touchedTypes = [];
    private readonly HashSet<(string Type, string Field)> _questionedFields = [];
    private readonly HashSet<(string Type, string Field)> _measuredFields = [];
    private bool _asksVersion;

    public void Add(KernelUses uses, TargetArchitecture architecture)
    {
        if (uses.Fields.Count > 0 || uses.Enumerators.Count > 0)
        {
            _modules.Add((uses, architecture));
        }
    }

    public void Report()
    {
        foreach ((KernelUses uses, _) in _modules)
        {
            AddQuestions(uses);
        }

        foreach (IGrouping<string, (KernelFieldUse Use, TargetArchitecture Architecture)> same in _modules
            .SelectMany(module => module.Uses.Fields.Select(use => (Use: use, module.Architecture)))
            .Where(item => item.Use.Question is KernelFieldQuestion.Place or KernelFieldQuestion.Value
            && item.Use.Path.All(field => KernelTypes.IsCheckedAtBuild(field.Owner)))
            .GroupBy(item => $"{string.Join(' ', item.Use.Path)} {item.Use.Question} {item.Use.Location}"))
        {
            CheckField(same.First().Use, Kernels(same.Select(item => item.Architecture)));
        }

        foreach (IGrouping<string, (KernelEnumeratorUse Use, TargetArchitecture Architecture)> same in _modules
            .SelectMany(module => module.Uses.Enumerators.Select(use => (Use: use, module.Architecture)))
            .Where(item => KernelTypes.IsCheckedAtBuild(item.Use.Enumerator.Owner))
            .GroupBy(item => $"{item.Use.Enumerator} {item.Use.Location}"))
        {
            CheckEnumerator(same.First().Use, Kernels(same.Select(item => item.Architecture)));
        }
    }

    private static string EssentialName(DefinedType type) => TypeFlavor.Essential(KernelTypes.NameOf(type)!);

    private static (string Type, string Field) KeyOf(FieldDesc field) => (EssentialName(field.Owner), KernelTypes.NameOfField(field));

    private static bool IsFlavor(DefinedType type) => KernelTypes.NameOf(type) != EssentialName(type);

    private static KernelSet Kernels(IEnumerable<TargetArchitecture> architectures)
    {
        string[] names = [.. architectures.Distinct().Select(architecture => architecture == TargetArchitecture.X64 ? "x86_64" : "aarch64")];
        IReadOnlyList<ReferenceKernel> kernels = KernelTypeTable.Reference.Kernels;
        return Enumerable.Range(0, kernels.Count).Where(kernel => names.Contains(kernels[kernel].Architecture))
            .Aggregate(default(KernelSet), (set, kernel) => set | KernelSet.Of(kernel));
    }

    private void AddQuestions(KernelUses uses)
    {
        _asksVersion |= uses.AsksVersion;
        foreach (DefinedType type in uses.QuestionedTypes)
        {
            _questionedTypes.Add(EssentialName(type));
            _touchedTypes.Add(EssentialName(type));
        }

        foreach (KernelFieldUse use in uses.Fields.Where(use => use.Question is KernelFieldQuestion.Existence or KernelFieldQuestion.Size))
        {
            foreach (FieldDesc field in use.Path)
            {
                _touchedTypes.Add(EssentialName(field.Owner));
                _questionedFields.Add(KeyOf(field));
            }

            if (use.Question == KernelFieldQuestion.Size)
            {
                _measuredFields.Add(KeyOf(use.Path[^1]));
            }
        }

        foreach (KernelEnumeratorUse use in uses.Enumerators.Where(use => use.AsksExistence))
        {
            _touchedTypes.Add(EssentialName(use.Enumerator.Owner));
            _questionedFields.Add((EssentialName(use.Enumerator.Owner), KernelTypes.NameOfEnumerator(use.Enumerator)));
        }
    }

    private void CheckField(KernelFieldUse use, KernelSet kernels)
    {
        FieldLookup lookup = new(KernelTypeTable.Reference, use);
        Dictionary<int, FieldFinding> findings = Each(kernels).ToDictionary(kernel => kernel, lookup.In);
        CheckWidth(use, lookup, kernels);
        KernelSet bad = Set(findings.Where(item => item.Value.Kind != FieldFindingKind.None).Select(item => item.Key));
        bool isQuestioned = use.Path.Any(field => _questionedFields.Contains(KeyOf(field)) || _questionedTypes.Contains(EssentialName(field.Owner)));
        bool isVersioned = use.Path.Any(field => IsFlavor(field.Owner) || _touchedTypes.Contains(EssentialName(field.Owner)));
        if (Judge(kernels, bad, isVersioned,
            isQuestioned && findings.Values.All(finding => finding.Kind is FieldFindingKind.NoType or FieldFindingKind.NoField)) is not { } verdict)
        {
            return;
        }

        if (findings.Values.All(finding => finding.Kind == FieldFindingKind.OtherValue) && _measuredFields.Contains(KeyOf(use.Path[^1])))
        {
            return;
        }

        foreach (IGrouping<(FieldFindingKind Kind, int Step), int> group in Each(verdict.Kernels)
            .GroupBy(kernel => (findings[kernel].Kind, findings[kernel].Step)))
        {
            KernelSet set = Set(group);
            string name = $"{EssentialName(use.Path[group.Key.Step].Owner)}.{KernelTypes.NameOfField(use.Path[group.Key.Step])}";
            switch (group.Key.Kind)
            {
                case FieldFindingKind.NoType:
                    Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, use.Location, KindOf(use.Path[0].Owner), In(set, kernels),
                        AdviceOnType(use, kernels.Except(set), kernels));
                    break;
                case FieldFindingKind.NoField:
                    Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, use.Location, name, In(set, kernels),
                        AdviceOnField(use, lookup, group.Key.Step, kernels.Except(set), kernels));
                    break;
                default:
                    string actual = string.Join("; ",
                        group.GroupBy(kernel => findings[kernel].Actual).Select(same => $"{same.Key} in {In(Set(same), kernels)}"));
                    FieldDesc field = use.Path[group.Key.Step];
                    Say(BpfDiagnostics.KernelFieldDiffers, verdict.IsDoubt, use.Location, $"{field.Owner.Name}.{field.Name}", DeclaredType.Of(field.Type), name,
                        actual);
                    break;
            }
        }
    }

    // Core.ReadBits reads a field that used to be a bit-field correctly on all kernels.
    private void CheckWidth(KernelFieldUse use, FieldLookup lookup, KernelSet kernels)
    {
        FieldDesc field = use.Path[^1];
        KernelMember[] members = [.. lookup.MembersOf(use.Path.Count - 1).Where(member => !(member.Kernels & kernels).IsEmpty)];
        if (KernelTypes.BitsOf(field) is > 0 and int bits && members.Length > 0 && members.All(member => member.Bits != bits))
        {
            string actual = string.Join("; ", members.Select(member => $"{KernelText.Of(member)} in {In(member.Kernels & kernels, kernels)}"));
            Say(BpfDiagnostics.KernelFieldDiffers, false, use.Location, $"{field.Owner.Name}.{field.Name}", $"a bit-field ({KernelText.Bits(bits)})",
                $"{EssentialName(field.Owner)}.{KernelTypes.NameOfField(field)}", actual);
        }
    }

    private void CheckEnumerator(KernelEnumeratorUse use, KernelSet kernels)
    {
        DefinedType type = use.Enumerator.Owner;
        string typeName = EssentialName(type);
        string name = TypeFlavor.Essential(KernelTypes.NameOfEnumerator(use.Enumerator));
        KernelEnumeration? enumeration = KernelTypeTable.Reference.FindEnumeration(typeName);
        KernelEnumerator[] found = [.. (enumeration?.Enumerators ?? []).Where(enumerator => enumerator.Name == name)];
        KernelSet bad = kernels.Except(found.Aggregate(default(KernelSet), (set, enumerator) => set | enumerator.Kernels));
        bool isQuestioned = _questionedFields.Contains((typeName, KernelTypes.NameOfEnumerator(use.Enumerator))) || _questionedTypes.Contains(typeName);
        if (Judge(kernels, bad, IsFlavor(type) || _touchedTypes.Contains(typeName), isQuestioned) is not { } verdict)
        {
            return;
        }

        bool isUnknown = enumeration is null;
        string advice = isUnknown ? Suggest(NearNames.Of(typeName, KernelTypeTable.Reference.EnumerationNames))
            : Suggest(NearNames.Of(name, enumeration!.Enumerators.Select(item => item.Name)));
        Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, use.Location, isUnknown ? $"enum {typeName}" : $"{typeName}.{name}",
            In(verdict.Kernels, kernels),
            Others(kernels.Except(bad), kernels, advice));
    }

    /// <summary>The kernels to report, and whether the program may know better; null when there is nothing to report.</summary>
    private (KernelSet Kernels, bool IsDoubt)? Judge(KernelSet all, KernelSet bad, bool isVersioned, bool isQuestioned)
    {
        if (bad.IsEmpty)
        {
            return null;
        }

        if (bad == all)
        {
            return (bad, isQuestioned);
        }

        KernelSet counting = Counting(all);
        KernelSet reported = counting & bad;
        if (isVersioned || _asksVersion || reported.IsEmpty)
        {
            return null;
        }

        // Something missing only on one architecture, or only on kernels that the project does not name, may be intended.
        IReadOnlyList<ReferenceKernel> kernels = KernelTypeTable.Reference.Kernels;
        Version newest = Each(counting).Max(kernel => kernels[kernel].Version)!;
        bool isFault = Each(counting).GroupBy(kernel => kernels[kernel].Version)
            .Any(version => (minimum is not null || version.Key == newest) && version.All(bad.Contains));
        return (reported, !isFault);
    }

    // The newest kernel of each architecture always counts.
    private KernelSet Counting(KernelSet all)
    {
        IReadOnlyList<ReferenceKernel> kernels = KernelTypeTable.Reference.Kernels;
        return minimum is null ? all : Set(Each(all).GroupBy(kernel => kernels[kernel].Architecture)
            .SelectMany(group => group.Where(kernel => kernels[kernel].Version >= minimum).DefaultIfEmpty(group.MaxBy(kernel => kernels[kernel].Version))));
    }

    private static string KindOf(DefinedType type) => (KernelTypes.IsUnion(type) ? "union " : "struct ") + EssentialName(type);

    private static string AdviceOnType(KernelFieldUse use, KernelSet others, KernelSet all)
    {
        KernelTypeTable table = KernelTypeTable.Reference;
        string name = EssentialName(use.Path[0].Owner);
        bool isUnion = KernelTypes.IsUnion(use.Path[0].Owner);
        if (table.FindAggregate(name, !isUnion) is { Kernels.IsEmpty: false })
        {
            return isUnion ? "; it is a struct there: remove IsUnion" : "; it is a union there: set IsUnion";
        }

        string advice = table.IsTypedefOfUnnamed(name)
            ? "; it is a typedef of a struct without a name there, which is found only as a field of another struct"
            : Suggest(NearNames.Of(name, table.AggregateNames(isUnion)));
        return Others(others, all, advice);
    }

    private static string AdviceOnField(KernelFieldUse use, FieldLookup lookup, int step, KernelSet others, KernelSet all)
    {
        IReadOnlyList<KernelAggregate> holders = lookup.HoldersOf(step);
        string name = KernelTypes.NameOfField(use.Path[step]);
        KernelMember[] members = [.. holders.SelectMany(holder => holder.Members).Where(member => !(member.Kernels & all).IsEmpty)];
        IEnumerable<string> inner = members.Where(member => member.Type.Resolved.Aggregate?.Find(name).Any() ?? false)
            .Select(member => $"{member.Name}.{name}");
        return Others(others, all,
            Suggest([.. inner.Concat(NearNames.Of(name, members.Select(member => member.Name))).Where(near => near != name).Distinct().Take(3)]));
    }

    private static string Others(KernelSet others, KernelSet all, string otherwise)
        => others.IsEmpty ? otherwise : $"; {In(others, all)} {(others.Count == 1 ? "has" : "have")} it";

    private static string Suggest(IReadOnlyList<string> names)
        => names.Count == 0 ? "" : $"; did you mean {KernelText.List([.. names.Select(name => $"'{name}'")], "or")}?";

    private static string In(KernelSet set, KernelSet all) => KernelText.Of(KernelTypeTable.Reference.Kernels, set, all);

    private static IEnumerable<int> Each(KernelSet set) => Enumerable.Range(0, KernelTypeTable.Reference.Kernels.Count).Where(set.Contains);

    private static KernelSet Set(IEnumerable<int> kernels) => kernels.Aggregate(default(KernelSet), (set, kernel) => set | KernelSet.Of(kernel));

    private void Say(BpfDiagnostic diagnostic, bool isDoubt, SourceLocation? location, params object[] arguments)
    {
        if (isDoubt)
        {
            diagnostics.Report(BpfDiagnostics.KernelsDiffer, location,
                string.Format(System.Globalization.CultureInfo.InvariantCulture, diagnostic.Message, arguments));
        }
        else
        {
            diagnostics.Report(diagnostic, location, arguments);
        }
    }
}
