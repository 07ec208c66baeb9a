using System.Text;

namespace Bpf.Symbols.DotNet.Names;

/// <summary>Writes names of methods.</summary>
internal static class MethodNames
{
    private const int Longest = 4096;

    /// <summary>Returns the name with all that metadata says: <c>Namespace.Outer.Inner&lt;Arguments&gt;.Method&lt;Arguments&gt;(Parameters)</c>.</summary>
    public static string Raw(MethodIdentity method)
    {
        string type = method.Type is { } declaring ? Qualified(declaring.Namespace, declaring.Parts(isFull: true)) + "." : "";
        string parameters = method.Parameters is { } types ? $"({TypeText.Join(types).Full})" : "";
        return Printable(type + method.Name + TypeText.List(method.Arguments).Full + parameters);
    }

    /// <summary>Returns the name as a reader of the source knows the method, followed by what the compiler made of it: <c>Program.Run() [lambda]</c>.</summary>
    public static string ForReaders(MethodIdentity method)
    {
        if (method.Type is not { } type)
        {
            // Those for calls of native code and the like, and those of programs.
            return Printable($"{method.Name} {(method.Name.StartsWith("IL_STUB", StringComparison.Ordinal) ? "[runtime stub]" : "[dynamic method]")}");
        }

        ReaderName name = new(method);
        return Printable(Qualified(type.Namespace, name.Parts) + name.Suffix);
    }

    private static string Qualified(string space, IEnumerable<string> parts)
    {
        string name = string.Join('.', parts);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    // Names come from the process: they must not break lines or steer a terminal.
    private static string Printable(string name)
    {
        name = name.Length > Longest ? $"{name.AsSpan(0, Longest)}…" : name;
        if (!name.Any(char.IsControl))
        {
            return name;
        }

        StringBuilder text = new(name);
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = char.IsControl(text[i]) ? '?' : text[i];
        }

        return text.ToString();
    }
}
