using System.Globalization;
using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Compares the kernel types that the programs of an object declare with those of the reference kernels.</summary>
/// <typeparam name="TLocation">A place in the code.</typeparam>
/// <param name="report">Reports a diagnostic with its arguments.</param>
/// <param name="minimum">The oldest kernel that the project supports; null when it does not say.</param>
internal sealed class KernelTypeComparison<TLocation>(Action<BpfDiagnostic, TLocation, object[]> report, Version? minimum)
{
    private readonly List<(IReadOnlyList<KernelFieldStep> Path, KernelFieldQuestion Question, TLocation Location, string Architecture)> _fields = [];
    private readonly List<(string Type, bool IsChecked, string Name, TLocation Location, string Architecture)> _enumerators = [];
    private readonly HashSet<string> _questionedTypes = [];
    private readonly HashSet<string> _touchedTypes = [];
    private readonly HashSet<(string Type, string Field)> _questionedFields = [];
    private readonly HashSet<(string Type, string Field)> _measuredFields = [];
    private bool _asksVersion;

    /// <summary>A program asks whether a type exists, or for its size.</summary>
    /// <param name="type">The kernel's name of the type, with its flavor.</param>
    public void AddQuestion(string type)
    {
        _questionedTypes.Add(TypeFlavor.Essential(type));
        _touchedTypes.Add(TypeFlavor.Essential(type));
    }

    /// <summary>A program asks for the version of the kernel.</summary>
    public void AddQuestionOfVersion() => _asksVersion = true;

    /// <summary>Adds an access to a field.</summary>
    /// <param name="path">The fields from the outermost struct to it.</param>
    /// <param name="question">What the program asks about it.</param>
    /// <param name="location">Where.</param>
    /// <param name="architecture">The architecture for which it does.</param>
    public void Add(IReadOnlyList<KernelFieldStep> path, KernelFieldQuestion question, TLocation location, string architecture)
    {
        _fields.Add((path, question, location, architecture));
        if (question is KernelFieldQuestion.Existence or KernelFieldQuestion.Size)
        {
            foreach (KernelFieldStep step in path)
            {
                _touchedTypes.Add(step.EssentialType);
                _questionedFields.Add(step.Key);
            }

            if (question == KernelFieldQuestion.Size)
            {
                _measuredFields.Add(path[path.Count - 1].Key);
            }
        }
    }

    /// <summary>Adds a use of an enumerator.</summary>
    /// <param name="type">The kernel's name of the enumeration, with its flavor.</param>
    /// <param name="isChecked">Whether the type is compared with the reference kernels.</param>
    /// <param name="name">The kernel's name of the enumerator.</param>
    /// <param name="asksExistence">Whether the program asks if it exists.</param>
    /// <param name="location">Where.</param>
    /// <param name="architecture">The architecture for which it does.</param>
    public void AddEnumerator(string type, bool isChecked, string name, bool asksExistence, TLocation location, string architecture)
    {
        _enumerators.Add((type, isChecked, name, location, architecture));
        if (asksExistence)
        {
            _touchedTypes.Add(TypeFlavor.Essential(type));
            _questionedFields.Add((TypeFlavor.Essential(type), name));
        }
    }

    /// <summary>Reports what differs.</summary>
    public void Report()
    {
        foreach (var same in _fields
            .Where(static use => use.Question is KernelFieldQuestion.Place or KernelFieldQuestion.Value && use.Path.All(static step => step.IsChecked))
            .GroupBy(static use => $"{string.Join(" ", use.Path.Select(static step => step.Text))} {use.Question} {use.Location}"))
        {
            CheckField(same.First().Path, same.First().Question, same.First().Location, Kernels(same.Select(static use => use.Architecture)));
        }

        foreach (var same in _enumerators.Where(static use => use.IsChecked).GroupBy(static use => $"{use.Type} {use.Name} {use.Location}"))
        {
            CheckEnumerator(same.First().Type, same.First().Name, same.First().Location, Kernels(same.Select(static use => use.Architecture)));
        }
    }

    private static KernelSet Kernels(IEnumerable<string> architectures)
    {
        string[] names = [.. architectures.Distinct()];
        IReadOnlyList<ReferenceKernel> kernels = KernelTypeTable.Reference.Kernels;
        return Enumerable.Range(0, kernels.Count).Where(kernel => names.Contains(kernels[kernel].Architecture))
            .Aggregate(default(KernelSet), (set, kernel) => set | KernelSet.Of(kernel));
    }

    private void CheckField(IReadOnlyList<KernelFieldStep> path, KernelFieldQuestion question, TLocation location, KernelSet kernels)
    {
        FieldLookup lookup = new(KernelTypeTable.Reference, path, question);
        Dictionary<int, FieldFinding> findings = Each(kernels).ToDictionary(kernel => kernel, lookup.In);
        CheckWidth(path[path.Count - 1], path.Count - 1, location, lookup, kernels);
        KernelSet bad = Set(findings.Where(item => item.Value.Kind != FieldFindingKind.None).Select(item => item.Key));
        bool isQuestioned = path.Any(step => _questionedFields.Contains(step.Key) || _questionedTypes.Contains(step.EssentialType));
        bool isVersioned = path.Any(step => step.Type != step.EssentialType || _touchedTypes.Contains(step.EssentialType));
        if (Judge(kernels, bad, isVersioned,
            isQuestioned && findings.Values.All(finding => finding.Kind is FieldFindingKind.NoType or FieldFindingKind.NoField)) is not { } verdict)
        {
            return;
        }

        if (findings.Values.All(finding => finding.Kind == FieldFindingKind.OtherValue) && _measuredFields.Contains(path[path.Count - 1].Key))
        {
            return;
        }

        foreach (IGrouping<(FieldFindingKind Kind, int Step), int> group in Each(verdict.Kernels)
            .GroupBy(kernel => (findings[kernel].Kind, findings[kernel].Step)))
        {
            KernelSet set = Set(group);
            KernelFieldStep step = path[group.Key.Step];
            string name = $"{step.EssentialType}.{step.Name}";
            switch (group.Key.Kind)
            {
                case FieldFindingKind.NoType:
                    Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, location, KindOf(step), In(set, kernels),
                        AdviceOnType(step, kernels.Except(set), kernels));
                    break;
                case FieldFindingKind.NoField:
                    Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, location, name, In(set, kernels),
                        AdviceOnField(step, lookup, group.Key.Step, kernels.Except(set), kernels));
                    break;
                default:
                    string actual = string.Join("; ",
                        group.GroupBy(kernel => findings[kernel].Actual).Select(same => $"{same.Key} in {In(Set(same), kernels)}"));
                    Say(BpfDiagnostics.KernelFieldDiffers, verdict.IsDoubt, location, step.Text, step.Declared.Value, name, actual);
                    break;
            }
        }
    }

    // Core.ReadBits reads a field that used to be a bit-field correctly on all kernels.
    private void CheckWidth(KernelFieldStep field, int step, TLocation location, FieldLookup lookup, KernelSet kernels)
    {
        KernelMember[] members = [.. lookup.MembersOf(step).Where(member => !(member.Kernels & kernels).IsEmpty)];
        if (field.Bits is > 0 and int bits && members.Length > 0 && members.All(member => member.Bits != bits))
        {
            string actual = string.Join("; ", members.Select(member => $"{KernelText.Of(member)} in {In(member.Kernels & kernels, kernels)}"));
            Say(BpfDiagnostics.KernelFieldDiffers, false, location, field.Text, $"a bit-field ({KernelText.Bits(bits)})", $"{field.EssentialType}.{field.Name}",
                actual);
        }
    }

    private void CheckEnumerator(string type, string declared, TLocation location, KernelSet kernels)
    {
        string typeName = TypeFlavor.Essential(type);
        string name = TypeFlavor.Essential(declared);
        KernelEnumeration? enumeration = KernelTypeTable.Reference.FindEnumeration(typeName);
        KernelEnumerator[] found = [.. (enumeration?.Enumerators ?? []).Where(enumerator => enumerator.Name == name)];
        KernelSet bad = kernels.Except(found.Aggregate(default(KernelSet), (set, enumerator) => set | enumerator.Kernels));
        bool isQuestioned = _questionedFields.Contains((typeName, declared)) || _questionedTypes.Contains(typeName);
        if (Judge(kernels, bad, type != typeName || _touchedTypes.Contains(typeName), isQuestioned) is not { } verdict)
        {
            return;
        }

        bool isUnknown = enumeration is null;
        string advice = isUnknown ? Suggest(NearNames.Of(typeName, KernelTypeTable.Reference.EnumerationNames))
            : Suggest(NearNames.Of(name, enumeration!.Enumerators.Select(item => item.Name)));
        Say(BpfDiagnostics.UnknownKernelMember, verdict.IsDoubt, location, isUnknown ? $"enum {typeName}" : $"{typeName}.{name}",
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
            .SelectMany(group => group.Where(kernel => kernels[kernel].Version >= minimum)
                .DefaultIfEmpty(group.OrderByDescending(kernel => kernels[kernel].Version).First())));
    }

    private static string KindOf(KernelFieldStep step) => (step.IsUnion ? "union " : "struct ") + step.EssentialType;

    private static string AdviceOnType(KernelFieldStep step, KernelSet others, KernelSet all)
    {
        KernelTypeTable table = KernelTypeTable.Reference;
        string name = step.EssentialType;
        bool isUnion = step.IsUnion;
        if (table.FindAggregate(name, !isUnion) is { Kernels.IsEmpty: false })
        {
            return isUnion ? "; it is a struct there: remove IsUnion" : "; it is a union there: set IsUnion";
        }

        string advice = table.IsTypedefOfUnnamed(name)
            ? "; it is a typedef of a struct without a name there, which is found only as a field of another struct"
            : Suggest(NearNames.Of(name, table.AggregateNames(isUnion)));
        return Others(others, all, advice);
    }

    private static string AdviceOnField(KernelFieldStep field, FieldLookup lookup, int step, KernelSet others, KernelSet all)
    {
        IReadOnlyList<KernelAggregate> holders = lookup.HoldersOf(step);
        string name = field.Name;
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

    private void Say(BpfDiagnostic diagnostic, bool isDoubt, TLocation location, params object[] arguments)
    {
        if (isDoubt)
        {
            report(BpfDiagnostics.KernelsDiffer, location, [string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments)]);
        }
        else
        {
            report(diagnostic, location, arguments);
        }
    }
}
