using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Reachability;

/// <summary>
/// Divides the BPF code of a compilation into groups of types that may use each other. Names decide, so that no code needs to be bound: a group may have
/// types that the programs do not use, but a type that they use is never in another one.
/// </summary>
internal sealed class CodeGroups
{
    private readonly Dictionary<(string Namespace, string Name), CodeGroup> _groups = [];
    private readonly Dictionary<(string Namespace, string Name), List<TypeOutline>> _types = [];
    private readonly Dictionary<string, HashSet<(string Namespace, string Name)>> _named = [];
    private readonly HashSet<(string Namespace, string Name)> _unnamed = [];
    private readonly HashSet<string> _everywhere;

    /// <summary>Divides the code that classes with <c>[BpfObject]</c> may use.</summary>
    public CodeGroups(Compilation compilation, IEnumerable<INamedTypeSymbol> objects, CancellationToken cancellation)
    {
        FileOutline[] files = [.. compilation.SyntaxTrees.Select(FileOutline.Of)];
        _everywhere = [.. files.SelectMany(static file => file.GlobalMentions)];
        foreach (TypeOutline type in files.SelectMany(static file => file.Types))
        {
            Add(type);
        }

        foreach (INamedTypeSymbol declaration in objects)
        {
            cancellation.ThrowIfCancellationRequested();
            Join(declaration);
        }
    }

    /// <summary>The names of the types that may have BPF code.</summary>
    public IEnumerable<string> TypeNames => _groups.Keys.Select(static key => key.Name);

    /// <summary>All groups.</summary>
    public IEnumerable<CodeGroup> All => _groups.Values.Distinct();

    /// <summary>Returns the groups of the types of a file.</summary>
    public IEnumerable<CodeGroup> In(SyntaxTree tree)
        => FileOutline.Of(tree).Types.Select(type => Find((type.Namespace, type.Name))).OfType<CodeGroup>().Distinct();

    /// <summary>Returns the group of a type; null when it has no BPF code.</summary>
    public CodeGroup? Of(INamedTypeSymbol type) => Find(KeyOf(type));

    private CodeGroup? Find((string Namespace, string Name) key) => _groups.TryGetValue(key, out CodeGroup? group) ? group : null;

    private static (string Namespace, string Name) KeyOf(INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } container)
        {
            outermost = container;
        }

        Stack<string> spaces = [];
        for (INamespaceSymbol? space = outermost.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            spaces.Push(space.Name);
        }

        return (string.Join(".", spaces), outermost.Name);
    }

    private void Add(TypeOutline type)
    {
        (string, string) key = (type.Namespace, type.Name);
        if (!_types.TryGetValue(key, out List<TypeOutline>? parts))
        {
            _types.Add(key, parts = []);
        }

        parts.Add(type);
        foreach (string name in type.Extensions.Add(type.Name))
        {
            if (!_named.TryGetValue(name, out HashSet<(string, string)>? keys))
            {
                _named.Add(name, keys = []);
            }

            keys.Add(key);
        }

        if (type.IsUsedWithoutName)
        {
            _unnamed.Add(key);
        }
    }

    // A type that two classes may use makes their groups one.
    private void Join(INamedTypeSymbol declaration)
    {
        CodeGroup group = new();
        group.Objects.Add(declaration);
        Stack<(string Namespace, string Name)> pending = new([KeyOf(declaration)]);
        while (pending.Count > 0)
        {
            (string Namespace, string Name) key = pending.Pop();
            if (Find(key) is { } other)
            {
                Merge(other, group);
                continue;
            }

            _groups.Add(key, group);
            if (_types.TryGetValue(key, out List<TypeOutline>? parts))
            {
                foreach ((string, string) used in parts.SelectMany(UsedBy))
                {
                    pending.Push(used);
                }
            }
        }
    }

    private void Merge(CodeGroup from, CodeGroup into)
    {
        if (from == into)
        {
            return;
        }

        into.Objects.AddRange(from.Objects);
        foreach ((string, string) key in _groups.Where(item => item.Value == from).Select(static item => item.Key).ToArray())
        {
            _groups[key] = into;
        }
    }

    private IEnumerable<(string Namespace, string Name)> UsedBy(TypeOutline type)
        => type.Mentions.Concat(_everywhere)
            .SelectMany(name => _named.TryGetValue(name, out HashSet<(string Namespace, string Name)>? keys)
                ? keys.Where(key => key.Name != name || IsInSight(key, type)) : [])
            .Concat(_unnamed);

    // Without a using, and outside the namespace, a name is qualified.
    private bool IsInSight((string Namespace, string Name) key, TypeOutline type)
    {
        string last = key.Namespace.Substring(key.Namespace.LastIndexOf('.') + 1);
        return last.Length == 0 || type.Namespace == key.Namespace || type.Namespace.StartsWith(key.Namespace + ".", StringComparison.Ordinal)
            || type.Mentions.Contains(last) || _everywhere.Contains(last);
    }
}
