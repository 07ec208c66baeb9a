using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>The modifier type of init accessors, which netstandard2.0 does not have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
