namespace Bpf.Compiler.Tool.Sources;

/// <summary>
/// Decides whether changed declarations can affect BPF code. C# resolves a piece of code through the names in it, then through the names in the
/// declarations that it finds, and so on. So this collects all names of the files with BPF code, then those of every type with a name among them, until
/// there are no more. A type with a name not among them cannot be found, whatever it contains, except in one of the ways that need no name: extension
/// members that the language itself calls, framework namespaces, and attributes and usings for the whole assembly. If one of those changes, the
/// result is false.
/// </summary>
internal sealed class SourceComparison
{
    /// <summary>Extension members that code can call implicitly.</summary>
    private static readonly string[] s_implicitNames =
    [
        DeclarationReader.Nameless,
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "GetAwaiter", "GetResult", "IsCompleted",
        "Deconstruct", "Add", "GetPinnableReference", "Slice", "Length", "Count", "Create", "AppendLiteral", "AppendFormatted", "TryGetValue",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    ];

    /// <summary>Namespaces in which the compilers look up types by full name.</summary>
    private static readonly string[] s_frameworks = ["System", "Microsoft", "Bpf"];

    private readonly HashSet<string> _names = [.. s_implicitNames];
    private readonly IReadOnlyDictionary<string, SourceDeclarations> _before;
    private readonly IReadOnlyDictionary<string, SourceDeclarations> _now;

    private SourceComparison(IReadOnlyDictionary<string, SourceDeclarations> before, IReadOnlyDictionary<string, SourceDeclarations> now)
        => (_before, _now) = (before, now);

    /// <summary>Returns true when BPF code compiles to the same result as before.</summary>
    /// <param name="before">The previous state of the sources.</param>
    /// <param name="now">The current state of the sources.</param>
    /// <param name="read">Names of the files with BPF code, all of them in <paramref name="now"/>.</param>
    public static bool IsSame(IReadOnlyList<SourceFile> before, IReadOnlyList<SourceFile> now, IReadOnlySet<string> read)
    {
        if (Declarations(before) is not { } old || Declarations(now) is not { } current)
        {
            return false;
        }

        // The parts of partial types are combined in file order.
        if (!before.Select(file => file.Path).Where(current.ContainsKey).SequenceEqual(now.Select(file => file.Path).Where(old.ContainsKey)))
        {
            return false;
        }

        Dictionary<string, SourceFile> oldFiles = before.ToDictionary(file => file.Path);
        Dictionary<string, SourceFile> currentFiles = now.ToDictionary(file => file.Path);
        bool HasMarks(string path)
            => (old.TryGetValue(path, out SourceDeclarations? file) && file.HasMarks) || (current.TryGetValue(path, out file) && file.HasMarks);
        HashSet<string> roots = [.. read, .. old.Keys.Concat(current.Keys).Where(HasMarks)];
        foreach (string root in roots)
        {
            if (!oldFiles.TryGetValue(root, out SourceFile was) || !currentFiles.TryGetValue(root, out SourceFile isNow)
                || (read.Contains(root) ? was.Content != isNow.Content : was.Surface != isNow.Surface))
            {
                return false;
            }
        }

        bool IsChanged(string path)
            => !oldFiles.TryGetValue(path, out SourceFile was) || !currentFiles.TryGetValue(path, out SourceFile isNow) || was.Surface != isNow.Surface;
        string[] changed = [.. oldFiles.Keys.Union(currentFiles.Keys).Where(IsChanged)];
        SourceComparison comparison = new(old, current);
        comparison.Collect(roots);
        return !comparison.MayRenameMarks() && comparison.HaveSameNamespaces() && changed.All(comparison.IsForeign);
    }

    private static Dictionary<string, SourceDeclarations>? Declarations(IReadOnlyList<SourceFile> files)
    {
        Dictionary<string, SourceDeclarations> declarations = [];
        foreach (SourceFile file in files)
        {
            if (SourceDeclarations.Parse(file.Declarations) is not { } parsed || !declarations.TryAdd(file.Path, parsed))
            {
                return null;
            }
        }

        return declarations;
    }

    private void Collect(IEnumerable<string> roots)
    {
        foreach (string root in roots)
        {
            _names.UnionWith(_now[root].Names);
        }

        foreach (SourceDeclarations file in _now.Values)
        {
            _names.UnionWith(file.GlobalNames);
        }

        HashSet<DeclaredType> seen = new(ReferenceEqualityComparer.Instance);
        int known;
        do
        {
            known = _names.Count;
            foreach (SourceDeclarations file in _now.Values)
            {
                foreach (DeclaredType type in file.Types.Where(type => !seen.Contains(type) && CanFind(type)))
                {
                    seen.Add(type);
                    _names.UnionWith(type.Names);
                    _names.UnionWith(file.HeaderNames);
                }
            }
        }
        while (_names.Count > known);
    }

    private bool CanFind(DeclaredType type)
        => CanFind(type.Name) || type.Extensions.Any(_names.Contains) || s_frameworks.Contains(type.Namespace.Split('.')[0]);

    // [Name] finds the class NameAttribute.
    private bool CanFind(string name)
        => _names.Contains(name) || (name.EndsWith("Attribute", StringComparison.Ordinal) && _names.Contains(name[..^"Attribute".Length]));

    private bool MayRenameMarks() => _before.Values.Concat(_now.Values).Any(file => file.RenamesMarks);

    // A namespace hides anything of the same name in an outer scope.
    private bool HaveSameNamespaces()
    {
        HashSet<string> names = NamespacesOf(_before);
        names.SymmetricExceptWith(NamespacesOf(_now));
        return !names.Any(name => CanFind(name.Split('.')[^1]));
    }

    private static HashSet<string> NamespacesOf(IReadOnlyDictionary<string, SourceDeclarations> files)
    {
        HashSet<string> names = [];
        foreach (string name in files.Values.SelectMany(file => file.Namespaces))
        {
            for (string start = name; start.Length > 0; start = start.LastIndexOf('.') is >= 0 and int end ? start[..end] : "")
            {
                names.Add(start);
            }
        }

        return names;
    }

    // True for a changed file in which no changed declaration can be found.
    private bool IsForeign(string path)
    {
        SourceDeclarations? was = _before.GetValueOrDefault(path);
        SourceDeclarations? isNow = _now.GetValueOrDefault(path);
        if ((was?.Global ?? "") != (isNow?.Global ?? ""))
        {
            return false;
        }

        IReadOnlyList<DeclaredType> old = was?.Types ?? [];
        IReadOnlyList<DeclaredType> current = isNow?.Types ?? [];
        if (was?.Header != isNow?.Header)
        {
            return !old.Concat(current).Any(CanFind);
        }

        HashSet<(string, string, string)> changed = [.. old.Select(type => type.Identity)];
        changed.SymmetricExceptWith(current.Select(type => type.Identity));
        return !old.Concat(current).Any(type => changed.Contains(type.Identity) && CanFind(type));
    }
}
