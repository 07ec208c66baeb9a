using System.Globalization;
using Bpf.ReferenceKernels;
using Bpf.Shared;

namespace Bpf.KernelTypes.CSharp;

/// <summary>Writes kernel structs, unions and enumerations as the C# declarations that the compiler expects.</summary>
/// <remarks>
/// Members keep their names. Members of an anonymous struct or union belong to the enclosing type, as in C; a named member whose type is anonymous gets a
/// nested type. If the type of a member differs between kernels, the declaration uses that of the newest kernel.
/// </remarks>
internal sealed class CSharpWriter
{
    private const string NestedPrefix = "anonymous_";

    private readonly KernelTypeTable _table;
    private readonly CSharpTypeNames _names;
    private readonly CSharpTypes _types;
    private readonly CSharpArrays _arrays = new();
    private readonly CSharpDocumentation _documentation;
    private readonly string _attributeEnd;
    private readonly SortedDictionary<string, (int Size, bool IsSigned)> _enumerations = new(StringComparer.Ordinal);
    private readonly List<KernelAggregate> _order = [];
    private readonly HashSet<KernelAggregate> _declared = [];

    /// <param name="table">The types.</param>
    /// <param name="reserved">Names that are already taken in the namespace of the declarations.</param>
    /// <param name="isCheckedAtBuild">Whether the compiler compares the declarations with the reference kernels.</param>
    public CSharpWriter(KernelTypeTable table, IEnumerable<string> reserved, bool isCheckedAtBuild)
    {
        _table = table;
        _names = new CSharpTypeNames(table, reserved);
        _types = new CSharpTypes(_names, _arrays) { IsKnown = aggregate => _declared.Contains(aggregate) || _names.Find(aggregate) is null };
        _documentation = new CSharpDocumentation(table);
        _attributeEnd = isCheckedAtBuild ? ")]" : ", CheckAtBuild = false)]";
    }

    /// <summary>
    /// Writes the declarations of all types of the reference kernels and of their functions: one string per type, and last ones for the functions and the
    /// arrays.
    /// </summary>
    public IEnumerable<string> All() => Write(_table.Aggregates, [.. _table.Enumerations], followsPointers: true, withFunctions: true);

    /// <summary>Writes the declarations of some types and of the types they contain.</summary>
    /// <param name="names">Names of structs, unions and enumerations, and of typedefs for anonymous structs.</param>
    /// <param name="followsPointers">Whether to also declare the types that members point to; otherwise such members are <c>void*</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no type with that name. The message suggests similar names.</exception>
    public IEnumerable<string> Some(IEnumerable<string> names, bool followsPointers)
    {
        List<KernelAggregate> aggregates = [];
        List<KernelEnumeration> enumerations = [];
        foreach (string name in names)
        {
            if (_table.FindEnumeration(name) is { } enumeration)
            {
                enumerations.Add(enumeration);
            }
            else if ((_table.FindAggregate(name, isUnion: false) ?? _table.FindAggregate(name, isUnion: true)) is { } named)
            {
                aggregates.Add(named);
            }
            else if (_table.FindTypedef(name) is { } unnamed)
            {
                _names.AddTypedef(unnamed, name);
                aggregates.Add(unnamed);
            }
            else
            {
                throw new KeyNotFoundException(Unknown(name));
            }
        }

        return Write(aggregates, enumerations, followsPointers);
    }

    private string Unknown(string name)
    {
        IReadOnlyList<string> near = NearNames.Of(name, _table.Aggregates.Select(aggregate => aggregate.Name).Concat(_table.EnumerationNames));
        return $"There is no struct, union or enumeration '{name}'"
            + (near.Count == 0 ? "." : $"; did you mean {KernelText.List([.. near.Select(item => $"'{item}'")], "or")}?");
    }

    private IEnumerable<string> Write(IEnumerable<KernelAggregate> aggregates, IReadOnlyList<KernelEnumeration> enumerations, bool followsPointers,
        bool withFunctions = false)
    {
        foreach (KernelAggregate aggregate in aggregates)
        {
            Declare(aggregate);
        }

        // Declaring members can add types to the list.
        for (int i = 0; i < _order.Count; i++)
        {
            DeclareMembers(_order[i], followsPointers);
        }

        foreach (KernelAggregate aggregate in _order)
        {
            using StringWriter text = new();
            string name = _names.Find(aggregate)!;
            WriteAggregate(text, aggregate, name, aggregate.Name.Length == 0 ? name : aggregate.Name, "");
            yield return text.ToString();
        }

        HashSet<string> written = [];
        foreach (KernelEnumeration enumeration in enumerations.Concat(_enumerations.Keys.Select(name => _table.FindEnumeration(name)!)))
        {
            using StringWriter text = new();
            if (enumeration.Name.Length == 0)
            {
                WriteConstants(text, enumeration);
            }
            else if (written.Add(enumeration.Name) && _names.FindEnumeration(enumeration.Name) is { } name)
            {
                WriteEnumeration(text, enumeration, name);
            }

            yield return text.ToString();
        }

        if (withFunctions)
        {
            yield return new KfuncWriter(KernelFunctionTable.Reference, KfuncTable.Reference, _types, _documentation).Write();
        }

        using StringWriter last = new();
        _arrays.Write(last);
        yield return last.ToString();
    }

    private void Declare(KernelAggregate aggregate)
    {
        if (_names.Find(aggregate) is not null && _declared.Add(aggregate))
        {
            _order.Add(aggregate);
        }
    }

    private void DeclareMembers(KernelAggregate holder, bool followsPointers)
    {
        foreach (KernelMember member in holder.Members.GroupBy(member => member.Name).Select(variants => Newest(variants)[0]))
        {
            (KernelAggregate? aggregate, string typedef, bool isHeld) = CSharpTypes.Find(member.Type);
            if (aggregate is { Name.Length: 0 } && typedef.Length > 0)
            {
                _names.AddTypedef(aggregate, typedef);
            }

            if (aggregate is not null && _names.Find(aggregate) is null)
            {
                DeclareMembers(aggregate, followsPointers);
            }
            else if (aggregate is not null && (isHeld || followsPointers))
            {
                Declare(aggregate);
            }
            else if (CSharpTypes.FindEnumeration(member.Type) is { } enumeration)
            {
                _enumerations[enumeration.Name] = (enumeration.Size, enumeration.IsSigned);
            }
        }
    }

    private KernelMember[] Newest(IEnumerable<KernelMember> variants) => [.. variants.OrderByDescending(item => _documentation.AgeOf(item.Kernels))];

    private void WriteAggregate(TextWriter output, KernelAggregate aggregate, string name, string kernelName, string indent)
    {
        _documentation.WriteType(output, aggregate, kernelName, name, indent);
        output.WriteLine($"{indent}[KernelStruct(\"{kernelName}\"{(aggregate.IsUnion ? ", IsUnion = true" : "")}{_attributeEnd}");
        output.WriteLine($"{indent}public unsafe partial struct {CSharpIdentifier.Of(name)}");
        output.WriteLine($"{indent}{{");
        string inner = indent + "    ";
        List<(KernelAggregate Aggregate, string Name)> nested = [];
        foreach (IGrouping<string, KernelMember> member in aggregate.Members.GroupBy(member => member.Name))
        {
            if (CSharpIdentifier.IsPossible(member.Key))
            {
                WriteMember(output, Newest(member), name, nested, inner);
            }
        }

        foreach ((KernelAggregate type, string typeName) in nested)
        {
            WriteAggregate(output, type, typeName, typeName, inner);
        }

        output.WriteLine($"{indent}}}");
    }

    private void WriteMember(TextWriter output, KernelMember[] variants, string owner, List<(KernelAggregate Aggregate, string Name)> nested, string indent)
    {
        KernelMember member = variants[0];
        string nestedName = NestedPrefix + member.Name;
        if (CSharpTypes.Find(member.Type).Aggregate is { } aggregate && _names.Find(aggregate) is null)
        {
            nested.Add((aggregate, nestedName));
        }

        _documentation.WriteMember(output, variants, indent);
        // A member cannot have the name of its type.
        string name = member.Name == owner ? member.Name + "_" : member.Name;
        string bits = member.Bits == 0 ? "" : $", Bits = {member.Bits.ToString(CultureInfo.InvariantCulture)}";
        if (bits.Length > 0 || KernelNames.OfField(name) != member.Name)
        {
            output.WriteLine($"{indent}[KernelField(\"{member.Name}\"{bits})]");
        }

        output.WriteLine($"{indent}public {_types.Of(member.Type, nestedName)} {CSharpIdentifier.Of(name)};");
    }

    private void WriteEnumeration(TextWriter output, KernelEnumeration enumeration, string name)
    {
        (int size, bool isSigned) = SizeOf(enumeration);
        _documentation.WriteType(output, enumeration, name);
        output.WriteLine($"[KernelEnum(\"{enumeration.Name}\"{_attributeEnd}");
        output.WriteLine($"public enum {CSharpIdentifier.Of(name)} : {CSharpNumber.Of(size, isSigned)}");
        output.WriteLine("{");
        foreach (IGrouping<string, KernelEnumerator> same in enumeration.Enumerators.GroupBy(item => item.Name))
        {
            KernelEnumerator[] variants = [.. same.OrderByDescending(item => _documentation.AgeOf(item.Kernels))];
            _documentation.WriteEnumerator(output, variants, isConstant: false);
            if (KernelNames.OfEnumerator(same.Key) != same.Key)
            {
                output.WriteLine($"    [KernelName(\"{same.Key}\")]");
            }

            output.WriteLine($"    {CSharpIdentifier.Of(same.Key)} = {Value(variants[0].Value, size, isSigned)},");
        }

        output.WriteLine("}");
    }

    // An enumerator whose value differs between kernels cannot be a constant, and CO-RE cannot find enumerators of anonymous types.
    private void WriteConstants(TextWriter output, KernelEnumeration enumeration)
    {
        output.WriteLine("/// <summary>Enumerators of anonymous enumerations.</summary>");
        output.WriteLine("public static class Constants");
        output.WriteLine("{");
        foreach (IGrouping<string, KernelEnumerator> same in enumeration.Enumerators.GroupBy(item => item.Name).Where(group => group.Count() == 1))
        {
            KernelEnumerator enumerator = same.First();
            string type = enumerator.Value is >= int.MinValue and <= int.MaxValue ? "int" : enumerator.Value is > 0 and <= uint.MaxValue ? "uint" : "long";
            _documentation.WriteEnumerator(output, [enumerator], isConstant: true);
            output.WriteLine($"    public const {type} {CSharpIdentifier.Of(same.Key)} = {enumerator.Value.ToString(CultureInfo.InvariantCulture)};");
        }

        output.WriteLine("}");
    }

    // For an enumeration that no member uses, the table has only the values.
    private (int Size, bool IsSigned) SizeOf(KernelEnumeration enumeration)
    {
        if (_enumerations.TryGetValue(enumeration.Name, out (int Size, bool IsSigned) known) && enumeration.Enumerators.All(item => Fits(item.Value, known)))
        {
            return known;
        }

        bool isSigned = enumeration.Enumerators.Any(item => item.Value < 0);
        return enumeration.Enumerators.All(item => Fits(item.Value, (sizeof(int), isSigned))) ? (sizeof(int), isSigned) : (sizeof(long), isSigned);
    }

    private static bool Fits(long value, (int Size, bool IsSigned) type)
    {
        int bits = type.Size * 8;
        return bits == 64 || (type.IsSigned ? value >> (bits - 1) is 0 or -1 : value >> bits == 0);
    }

    private static string Value(long value, int size, bool isSigned)
        => isSigned || size < sizeof(long) ? value.ToString(CultureInfo.InvariantCulture) : ((ulong)value).ToString(CultureInfo.InvariantCulture);
}
