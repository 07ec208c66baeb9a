using System.Text;

namespace Bpf.Objects.Btf;

/// <summary>Formats types in C notation, for messages.</summary>
internal static class BtfText
{
    /// <summary>Formats a type on one line, without the members of structs.</summary>
    public static string Describe(BtfTypeTable types, uint id) => Describe(types, id, BtfLayout.MaximumDepth);

    /// <summary>Formats a function on one line, with its name and those of its parameters: <c>int f(struct s *a, int b)</c>.</summary>
    public static string Declaration(BtfType function)
    {
        BtfType prototype = function.Referenced;
        BtfTypeTable types = function.Table;
        IEnumerable<string> parameters = Enumerable.Range(0, prototype.Count)
            .Select(i => Declare(Describe(types, prototype.ParameterTypeId(i)), types.Text(prototype.ParameterNameOffset(i))));
        return $"{Declare(Describe(types, prototype.ReferencedId), function.NameText)}({string.Join(", ", parameters)})";
    }

    private static string Declare(string type, string name) => name.Length == 0 || type.EndsWith('*') ? type + name : $"{type} {name}";

    private static string Describe(BtfTypeTable types, uint id, int depth)
    {
        if (depth == 0)
        {
            return "…";
        }

        BtfType type = types[id];
        string Inner() => Describe(types, type.ReferencedId, depth - 1);
        return type.Kind switch
        {
            BtfKind.Void => "void",
            BtfKind.Pointer => Inner() + " *",
            BtfKind.Const => "const " + Inner(),
            BtfKind.Volatile => "volatile " + Inner(),
            BtfKind.Restrict or BtfKind.TypeTag => Inner(),
            BtfKind.Array => $"{Describe(types, type.ArrayElementId, depth - 1)}[{type.ArrayLength}]",
            BtfKind.Struct => "struct " + NameOf(type),
            BtfKind.Union => "union " + NameOf(type),
            BtfKind.Enum or BtfKind.Enum64 => "enum " + NameOf(type),
            BtfKind.Forward => (type.Flag ? "union " : "struct ") + NameOf(type),
            BtfKind.FunctionPrototype => Prototype(types, type, depth),
            BtfKind.Function => $"{Inner()} ({type.NameText})",
            _ => NameOf(type),
        };
    }

    private static string Prototype(BtfTypeTable types, BtfType type, int depth)
    {
        StringBuilder text = new(Describe(types, type.ReferencedId, depth - 1));
        text.Append('(');
        for (int i = 0; i < type.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            text.Append(type.ParameterTypeId(i) == 0 ? "..." : Describe(types, type.ParameterTypeId(i), depth - 1));
        }

        return text.Append(')').ToString();
    }

    private static string NameOf(BtfType type) => type.NameOffset == 0 ? "<anonymous>" : type.NameText;
}
