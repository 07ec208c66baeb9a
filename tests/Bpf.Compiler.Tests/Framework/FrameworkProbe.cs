namespace Bpf.Compiler.Tests.Framework;

/// <summary>A use of a member of the base class library.</summary>
/// <param name="Member">Its documentation id, such as <c>M:System.Math.Sqrt(System.Double)</c>.</param>
/// <param name="Type">Documentation id of the type that declares it.</param>
/// <param name="Statements">C# statements that use it.</param>
internal sealed record FrameworkProbe(string Member, string Type, string Statements);
