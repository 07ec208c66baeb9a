namespace Bpf.Generators.Model;

/// <summary>A BPF map.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="ObjectName">Name of the map in the object.</param>
/// <param name="Accessibility">Accessibility keyword of the member.</param>
/// <param name="Handle">The handle type as source text.</param>
/// <param name="IsTyped">False when the handle is the untyped map.</param>
/// <param name="IsDisposable">Whether the handle acquires resources when it is created, which requires the map to exist.</param>
/// <param name="LosesRecords">Whether records sent before the handle exists are lost, so that it must be created by Load.</param>
/// <param name="Declaration">The declared type, for documentation.</param>
internal sealed record MapModel(
    string Name,
    string ObjectName,
    string Accessibility,
    string Handle,
    bool IsTyped,
    bool IsDisposable,
    bool LosesRecords,
    string Declaration);
