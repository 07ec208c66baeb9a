namespace Bpf.Generators;

/// <summary>Names of the pipeline's steps, for incrementality tests.</summary>
internal static class TrackingNames
{
    /// <summary>Gathered models; null where no skeleton can be generated.</summary>
    public const string Gather = nameof(Gather);

    /// <summary>Models to generate.</summary>
    public const string Models = nameof(Models);
}
