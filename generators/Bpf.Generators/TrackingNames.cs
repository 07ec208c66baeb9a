namespace Bpf.Generators;

/// <summary>Names of the pipeline's steps, for the tests of incrementality.</summary>
internal static class TrackingNames
{
    /// <summary>Models as gathered, null where no skeleton can be written.</summary>
    public const string Gather = nameof(Gather);

    /// <summary>Models that are written.</summary>
    public const string Models = nameof(Models);
}
