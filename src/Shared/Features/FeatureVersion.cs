namespace Bpf.Shared;

/// <summary>A kernel feature and the version that introduced it.</summary>
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

    /// <summary>Lookup key; its form depends on the area.</summary>
    public string Key { get; }

    /// <summary>Name for messages.</summary>
    public string What { get; }

    /// <summary>The first kernel that has it.</summary>
    public System.Version Since { get; }

    /// <summary>The kernel constant or function that was introduced with it.</summary>
    public string Source { get; }
}
