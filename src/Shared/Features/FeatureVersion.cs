namespace Bpf.Shared;

/// <summary>One feature of the kernel and the version that brought it.</summary>
internal sealed class FeatureVersion
{
    public FeatureVersion(FeatureArea area, string key, string what, string since, string source)
    {
        Area = area;
        Key = key;
        What = what;
        Since = new System.Version(since);
        Source = source;
    }

    public FeatureArea Area { get; }

    /// <summary>What it is found by; the areas say what that is.</summary>
    public string Key { get; }

    /// <summary>Name for a message.</summary>
    public string What { get; }

    /// <summary>The first kernel that has it.</summary>
    public System.Version Since { get; }

    /// <summary>The kernel's constant or function that came with it.</summary>
    public string Source { get; }
}
