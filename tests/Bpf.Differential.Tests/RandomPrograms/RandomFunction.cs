namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>A function that a random method calls.</summary>
internal sealed record RandomFunction(string Signature, Node Body);
