namespace Bpf.Objects.Symbols.Demangling;

/// <summary>
/// A part of a demangled name. Types wrap around what they belong to, as in <c>void (*)(int)</c>, so each writes a left and a right part.
/// </summary>
internal abstract class ItaniumNode
{
    /// <summary>True for functions and arrays: a pointer to them needs parentheses.</summary>
    public virtual bool IsWrapping => false;

    /// <summary>True for arrays.</summary>
    public virtual bool IsArray => false;

    /// <summary>The last name in it, without template arguments: the name of its constructors.</summary>
    public virtual string BaseName => "";

    /// <summary>Writes the whole node.</summary>
    public void Write(ItaniumPrinter printer)
    {
        if (!printer.IsWithinLimit)
        {
            return;
        }

        WriteLeft(printer);
        WriteRight(printer);
    }

    /// <summary>Writes the part before the declarator.</summary>
    public abstract void WriteLeft(ItaniumPrinter printer);

    /// <summary>Writes the part after the declarator.</summary>
    public virtual void WriteRight(ItaniumPrinter printer)
    {
    }
}

/// <summary>A plain name or keyword.</summary>
internal sealed class NameNode(string text) : ItaniumNode
{
    public override string BaseName => text;

    public override void WriteLeft(ItaniumPrinter printer) => printer.Write(text);
}

/// <summary><c>scope::name</c>.</summary>
internal sealed class ScopedNode(ItaniumNode scope, ItaniumNode name) : ItaniumNode
{
    public override string BaseName => name.BaseName;

    public override void WriteLeft(ItaniumPrinter printer)
    {
        scope.Write(printer);
        printer.Write("::");
        name.Write(printer);
    }
}

/// <summary>Text before or after a node, such as <c>[abi:cxx11]</c> or <c>operator</c>.</summary>
internal sealed class AffixNode(string before, ItaniumNode node, string behind) : ItaniumNode
{
    public override string BaseName => node.BaseName;

    public override void WriteLeft(ItaniumPrinter printer)
    {
        printer.Write(before);
        node.Write(printer);
        printer.Write(behind);
    }
}

/// <summary><c>name&lt;arguments&gt;</c>.</summary>
internal sealed class TemplateNode(ItaniumNode name, IReadOnlyList<ItaniumNode> arguments) : ItaniumNode
{
    public override string BaseName => name.BaseName;

    public override void WriteLeft(ItaniumPrinter printer)
    {
        name.Write(printer);
        // "operator<" and its arguments would read as "operator<<".
        printer.Write(printer.Last == '<' ? " <" : "<");
        printer.WriteList(arguments);
        printer.Write(printer.Last == '>' ? " >" : ">");
    }
}

/// <summary>Qualifiers after a type: <c>char const</c>; for a function type, after its parameters.</summary>
internal sealed class QualifiedNode(ItaniumNode type, string qualifiers) : ItaniumNode
{
    public override bool IsWrapping => type.IsWrapping;

    public override bool IsArray => type.IsArray;

    public override string BaseName => type.BaseName;

    public override void WriteLeft(ItaniumPrinter printer)
    {
        type.WriteLeft(printer);
        if (type is not FunctionNode)
        {
            printer.Write(qualifiers);
        }
    }

    public override void WriteRight(ItaniumPrinter printer)
    {
        type.WriteRight(printer);
        if (type is FunctionNode)
        {
            printer.Write(qualifiers);
        }
    }
}

/// <summary>A pointer or a reference.</summary>
internal sealed class PointerNode(ItaniumNode target, string symbol) : ItaniumNode
{
    // References to references, as template arguments can produce, collapse: to && only when both are.
    private readonly (ItaniumNode Target, string Symbol) _collapsed = Collapse(target, symbol);

    public override void WriteLeft(ItaniumPrinter printer)
    {
        _collapsed.Target.WriteLeft(printer);
        if (_collapsed.Target.IsArray)
        {
            printer.Write(" ");
        }

        if (_collapsed.Target.IsWrapping)
        {
            printer.Write("(");
        }

        printer.Write(_collapsed.Symbol);
    }

    public override void WriteRight(ItaniumPrinter printer)
    {
        if (_collapsed.Target.IsWrapping)
        {
            printer.Write(")");
        }

        _collapsed.Target.WriteRight(printer);
    }

    private static (ItaniumNode Target, string Symbol) Collapse(ItaniumNode target, string symbol)
    {
        if (symbol == "*" || target is not PointerNode { _collapsed: (var inner, var own) } || own == "*")
        {
            return (target, symbol);
        }

        return (inner, symbol == "&&" && own == "&&" ? "&&" : "&");
    }
}

/// <summary>A pointer to a member.</summary>
internal sealed class MemberPointerNode(ItaniumNode owner, ItaniumNode member) : ItaniumNode
{
    public override void WriteLeft(ItaniumPrinter printer)
    {
        member.WriteLeft(printer);
        printer.Write(member.IsWrapping ? "(" : " ");
        owner.Write(printer);
        printer.Write("::*");
    }

    public override void WriteRight(ItaniumPrinter printer)
    {
        if (member.IsWrapping)
        {
            printer.Write(")");
        }

        member.WriteRight(printer);
    }
}

/// <summary>An array.</summary>
internal sealed class ArrayNode(ItaniumNode element, string length) : ItaniumNode
{
    public override bool IsWrapping => true;

    public override bool IsArray => true;

    public override void WriteLeft(ItaniumPrinter printer) => element.WriteLeft(printer);

    public override void WriteRight(ItaniumPrinter printer)
    {
        printer.Write(printer.Last == ']' ? $"[{length}]" : $" [{length}]");
        element.WriteRight(printer);
    }
}

/// <summary>A function type or, with a name, a function.</summary>
internal sealed class FunctionNode(ItaniumNode? result, ItaniumNode? name, IReadOnlyList<ItaniumNode> parameters, string qualifiers) : ItaniumNode
{
    public override bool IsWrapping => true;

    /// <summary>The name alone, without return type and parameters.</summary>
    public ItaniumNode? Name => name;

    public override string BaseName => name?.BaseName ?? "";

    /// <summary>Returns the same function without its return type.</summary>
    public FunctionNode WithoutResult() => new(null, name, parameters, qualifiers);

    public override void WriteLeft(ItaniumPrinter printer)
    {
        if (result is not null)
        {
            result.WriteLeft(printer);
            printer.Write(" ");
        }

        name?.Write(printer);
    }

    public override void WriteRight(ItaniumPrinter printer)
    {
        printer.Write("(");
        printer.WriteList(parameters);
        printer.Write(")");
        result?.WriteRight(printer);
        printer.Write(qualifiers);
    }
}

/// <summary>The arguments of a parameter pack: all of them or, within an expansion, one.</summary>
internal sealed class PackNode(IReadOnlyList<ItaniumNode> elements) : ItaniumNode
{
    public override bool IsWrapping => Current?.IsWrapping == true;

    /// <summary>The arguments.</summary>
    public IReadOnlyList<ItaniumNode> Elements => elements;

    private ItaniumNode? Current { get; set; }

    public override void WriteLeft(ItaniumPrinter printer)
    {
        if (printer.PackIndex < 0)
        {
            printer.WriteList(elements);
            return;
        }

        printer.PackSize = elements.Count;
        Current = printer.PackIndex < elements.Count ? elements[printer.PackIndex] : null;
        Current?.WriteLeft(printer);
    }

    public override void WriteRight(ItaniumPrinter printer)
    {
        if (printer.PackIndex >= 0)
        {
            Current?.WriteRight(printer);
        }
    }
}

/// <summary>A pattern that is repeated for every element of its packs.</summary>
internal sealed class ExpansionNode(ItaniumNode pattern) : ItaniumNode
{
    public override void WriteLeft(ItaniumPrinter printer)
    {
        (int index, int size) = (printer.PackIndex, printer.PackSize);
        int start = printer.Length;
        (printer.PackIndex, printer.PackSize) = (0, -1);
        pattern.Write(printer);
        int count = printer.PackSize;
        if (count == 0)
        {
            printer.Length = start;
        }
        else if (count < 0)
        {
            printer.Write("...");
        }

        for (int i = 1; i < count && printer.IsWithinLimit; i++)
        {
            printer.PackIndex = i;
            printer.Write(", ");
            pattern.Write(printer);
        }

        (printer.PackIndex, printer.PackSize) = (index, size);
    }
}

/// <summary>A template parameter whose arguments come later in the symbol, as in conversion operators.</summary>
internal sealed class ForwardNode(int index) : ItaniumNode
{
    private bool _isWriting;

    public override bool IsWrapping => !_isWriting && Target?.IsWrapping == true;

    /// <summary>Number of the parameter.</summary>
    public int Index => index;

    /// <summary>The argument it stands for, once known.</summary>
    public ItaniumNode? Target { get; set; }

    public override void WriteLeft(ItaniumPrinter printer) => Guarded(printer, static (target, printer) => target.WriteLeft(printer));

    public override void WriteRight(ItaniumPrinter printer) => Guarded(printer, static (target, printer) => target.WriteRight(printer));

    // Damaged symbols can make an argument contain itself.
    private void Guarded(ItaniumPrinter printer, Action<ItaniumNode, ItaniumPrinter> write)
    {
        if (_isWriting || Target is null)
        {
            return;
        }

        _isWriting = true;
        write(Target, printer);
        _isWriting = false;
    }
}
