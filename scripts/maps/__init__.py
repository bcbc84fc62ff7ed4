"""The coast of the maps, made from public-domain data when its window or its detail is changed; no part of a build."""
