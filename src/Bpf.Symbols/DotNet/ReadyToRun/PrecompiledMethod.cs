namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>A method by the tables of a ReadyToRun image.</summary>
/// <param name="Row">Its row in the table of methods of the image's metadata, or in that of references to members; 0 if it is one of another module.</param>
/// <param name="IsReference">The row is that of a reference, as for code of other modules' generic types that is in this image.</param>
internal readonly record struct PrecompiledMethod(uint Row, bool IsReference = false);
