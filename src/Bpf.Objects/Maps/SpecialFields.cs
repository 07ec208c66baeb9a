using System.Text;
using Bpf.Objects.Btf;

namespace Bpf.Objects.Maps;

/// <summary>Finds the special fields of a type.</summary>
internal sealed class SpecialFields
{
    private readonly BtfTypeTable _types;
    private readonly List<SpecialField> _found = [];

    private SpecialFields(BtfTypeTable types) => _types = types;

    /// <summary>Returns the special fields of a struct or of the variables of a section, including those in nested structs and arrays.</summary>
    public static IReadOnlyList<SpecialField> Of(BtfTypeTable types, uint id)
    {
        SpecialFields fields = new(types);
        fields.Walk(id, "", BtfLayout.MaximumDepth);
        return fields._found;
    }

    private void Walk(uint id, string path, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        BtfType type = _types.SkipModifiersAndTypedefs(id);
        switch (type.Kind)
        {
            case BtfKind.Array when type.ArrayLength != 0:
                Walk(type.ArrayElementId, path, depth - 1);
                break;
            case BtfKind.Struct:
                for (int i = 0; i < type.Count; i++)
                {
                    Add(type.Member(i).TypeId, path, _types.Text(type.Member(i).NameOffset), type, i, depth);
                }

                break;
            case BtfKind.DataSection:
                for (int i = 0; i < type.Count; i++)
                {
                    BtfType variable = _types[type.SectionEntry(i).TypeId];
                    Add(variable.ReferencedId, path, variable.NameText, variable, -1, depth);
                }

                break;
        }
    }

    private void Add(uint id, string path, string name, BtfType owner, int member, int depth)
    {
        string full = path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
        BtfType type = _types.SkipModifiersAndTypedefs(id);
        SpecialFieldKind? kind = type.Kind switch
        {
            BtfKind.Struct => SpecialFieldKind.OfStruct(type.NameText),
            BtfKind.Pointer when _types[type.ReferencedId] is { Kind: BtfKind.TypeTag } tag => SpecialFieldKind.OfPointer(tag.NameText),
            _ => null,
        };
        if (kind is null)
        {
            Walk(id, full, depth - 1);
            return;
        }

        string? nodes = kind.IsCollection ? NodesOf(owner, member) : null;
        _found.Add(new SpecialField(full, kind, nodes, nodes is not null && HasMember(nodes.Split(':'))));
    }

    private string? NodesOf(BtfType owner, int member)
    {
        const string Mark = "contains:";
        for (uint id = _types.FirstId; id < _types.EndId; id++)
        {
            BtfType tag = _types[id];
            if (tag.Kind == BtfKind.DeclarationTag && tag.ReferencedId == owner.Id && tag.TagComponent == member && tag.NameText is var text
                && text.StartsWith(Mark, StringComparison.Ordinal))
            {
                return text[Mark.Length..];
            }
        }

        return null;
    }

    private bool HasMember(string[] names)
    {
        BtfType type = _types[_types.Find(Encoding.UTF8.GetBytes(names[0]), BtfKind.Struct)];
        for (int i = 0; type.Kind == BtfKind.Struct && i < type.Count; i++)
        {
            if (_types.Text(type.Member(i).NameOffset) == names[^1])
            {
                return true;
            }
        }

        return false;
    }
}
